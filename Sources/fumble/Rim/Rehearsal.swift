internal import FumbleCompiler
internal import FumbleEngine
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleProcesses

/// One experiment carried out and judged: the whole way from a plan to a verdict.
struct Rehearsal {
    let run: Run
    let verdict: Verdict
    /// What the servers of each arm printed; empty where none were real.
    let logs: [StoredLog]

    static func perform(
        _ compiled: CompiledExperiment, id: String, seed: UInt64,
        interruption: any Interruption, on kind: FleetKind = .simulated
    ) async -> Rehearsal {
        let header = RunHeader(
            id: id, experiment: compiled.plan.experiment, experimentHash: compiled.hash,
            fleetKind: kind.rawValue, seed: seed, build: Build.version,
            inputs: compiled.plan.inputs)
        let logs = ServerLogs()
        let run = await Engine(interruption: interruption).run(
            plan: compiled.plan, header: header, sideBySide: kind == .simulated,
            makeFleet: kind == .simulated
                ? Fleets.simulated(for: compiled.plan) : Fleets.processes(for: compiled, logs: logs)
        )
        let stored = zip(run.arms, logs.byArm).flatMap { arm, logs in
            logs.map { StoredLog(arm: arm.arm, server: $0.server, bytes: $0.bytes) }
        }
        return Rehearsal(
            run: run, verdict: FumbleJudge.Judge().judge(run, of: compiled.plan), logs: stored)
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
