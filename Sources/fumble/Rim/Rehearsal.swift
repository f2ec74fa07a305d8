internal import FumbleCompiler
internal import FumbleEngine
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleSimulator

/// One experiment carried out and judged: the whole way from a plan to a verdict.
struct Rehearsal {
    let run: Run
    let verdict: Verdict

    static func perform(
        _ compiled: CompiledExperiment, id: String, seed: UInt64,
        interruption: any Interruption
    ) async -> Rehearsal {
        let header = RunHeader(
            id: id, experiment: compiled.plan.experiment, experimentHash: compiled.hash,
            fleetKind: FleetKind.simulated.rawValue, seed: seed, build: Build.version,
            inputs: compiled.plan.inputs)
        let plan = compiled.plan
        let run = await Engine(interruption: interruption).run(plan: plan, header: header) {
            Fleets.simulated($0, $1, seed: $2, for: plan)
        }
        return Rehearsal(run: run, verdict: FumbleJudge.Judge().judge(run, of: compiled.plan))
    }
}

/// The fleets that an experiment can be run on.
enum Fleets {
    static func simulated(
        _ spec: FleetSpec, _ topology: Topology, seed: UInt64, for plan: Plan
    ) -> any Fleet {
        SimulatedFleet(spec, topology: topology, seed: seed)
    }
}

extension CompiledExperiment {
    /// SHA-256 over the experiment's file and its fleet's.
    var hash: String {
        var hash = SHA256()
        hash.update(experiment.bytes)
        if let fleet { hash.update(fleet.bytes) }
        return hash.finish()
    }

    /// What a run keeps of the files it came from.
    func sources(given settings: [InputSetting]) -> StoredSources {
        StoredSources(
            experiment: StoredFile(name: experiment.path, bytes: experiment.bytes),
            fleet: StoredFile(name: fleet?.path ?? "", bytes: fleet?.bytes ?? []),
            given: settings.map { Plan.Input(name: $0.name, value: $0.text) })
    }
}
