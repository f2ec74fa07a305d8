internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleEngine
internal import FumbleExternal
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleProcesses
internal import SystemPackage

/// What a run is of, before anything of it is done.
struct RunBeginning {
    let header: RunHeader
    /// By the machine's clock, in microseconds since 1970.
    let began: Int64

    init(
        of compiled: CompiledExperiment, id: String, seed: UInt64,
        on kind: FleetKind = .simulated, scheduled: String? = nil
    ) {
        began = RunName.instant
        header = RunHeader(
            id: id, experiment: compiled.plan.experiment, experimentHash: compiled.hash,
            fleetKind: kind.rawValue, seed: seed, build: Build.version,
            inputs: compiled.plan.inputs, scheduled: scheduled)
    }
}

/// One experiment carried out: a run that is not judged yet, so that it can be kept before anything
/// else is made of it.
struct Performance {
    let run: Run
    private let compiled: CompiledExperiment
    /// What the servers of each arm printed; empty where none were real.
    let logs: [StoredLog]
    /// By the machine's clock, in microseconds since 1970.
    let began: Int64

    /// - Parameter live: where it is written down as it goes on, and that of its servers which died with
    ///   their runner; nil: only what is returned is kept.
    static func of(
        _ compiled: CompiledExperiment, _ beginning: RunBeginning,
        interruption: any Interruption, on kind: FleetKind = .simulated,
        secrets given: Secrets? = nil, before audience: Audience = .nobody,
        into live: LiveRun? = nil
    ) async -> Performance {
        let header = beginning.header
        let needs = compiled.plan.fleet.secrets(onProcesses: kind == .processes)
        let secrets = given ?? Self.atHand(needs)
        let discretion = Discretion(secrets)
        let logs = ServerLogs()
        let consultant = ProgramConsultant(base: compiled.fleetFolder, secrets: secrets)
        let run = await audience.watch(compiled, as: header) { observers in
            // The journal first: nobody is told of what is not written down.
            let all = (live.map { [$0] } ?? []) + observers
            return await Engine(
                observers: all.map(discretion.observer), interruption: interruption,
                consultant: consultant
            ).run(
                plan: compiled.plan, header: header, sideBySide: kind == .simulated,
                makeFleet: kind == .simulated
                    ? Fleets.simulated(for: compiled.plan)
                    : Fleets.processes(for: compiled, secrets: secrets, logs: logs, live: live))
        }
        let stored = zip(run.arms, logs.byArm).flatMap { arm, logs in
            logs.map {
                discretion.log(StoredLog(arm: arm.arm, server: $0.server, bytes: $0.bytes))
            }
        }
        return Performance(
            run: discretion.run(run), compiled: compiled, logs: stored, began: beginning.began)
    }

    /// Those that the environment has; a guard that lacks one says so, and is not asked.
    private static func atHand(_ needs: [SecretNeed]) -> Secrets {
        do throws(SecretReader.Refusal) {
            return try SecretReader.read(needs, file: nil)
        } catch {
            return .none
        }
    }

    /// What it showed, with the lines of the files that the findings are about.
    ///
    /// - Parameter given: what its inputs were set to.
    func verdict(given: [Plan.Input] = []) -> Verdict {
        let twin = SimulatedTwin(of: run.header, file: compiled.experiment.path, given: given)
        return FumbleJudge.Judge().judge(run, of: compiled.plan, twin: twin?.command)
            .quoting(compiled.line(at:))
    }
}

/// One experiment carried out and judged: the whole way from a plan to a verdict.
struct Rehearsal {
    let run: Run
    let verdict: Verdict
    let began: Int64

    static func perform(
        _ compiled: CompiledExperiment, id: String, seed: UInt64, interruption: any Interruption,
        secrets: Secrets? = nil
    ) async -> Rehearsal {
        let performance = await Performance.of(
            compiled, RunBeginning(of: compiled, id: id, seed: seed), interruption: interruption,
            secrets: secrets)
        return Rehearsal(
            run: performance.run, verdict: performance.verdict(), began: performance.began)
    }
}

extension CompiledExperiment {
    /// The folder that relative paths in the fleet's file count from.
    var fleetFolder: String {
        let folder = FilePath((fleet ?? experiment).path).removingLastComponent().string
        return folder.isEmpty ? "." : folder
    }

    /// SHA-256 over the experiment's file and its fleet's.
    var hash: String {
        var hash = SHA256()
        hash.update(experiment.bytes)
        if let fleet { hash.update(fleet.bytes) }
        return hash.finish()
    }

    /// The line of a file at a place; nil: it is of neither file, or beyond its end.
    func line(at position: SourcePosition) -> String? {
        let file = [experiment, fleet].compactMap { $0 }.first { $0.path == position.file }
        return file.flatMap {
            SourceText(file: $0.path, bytes: $0.bytes).line(position.line)
        }
    }

    /// What a run keeps of the files it came from.
    func sources(given settings: [InputSetting]) -> StoredSources {
        StoredSources(
            experiment: StoredFile(name: experiment.path, bytes: experiment.bytes),
            fleet: StoredFile(name: fleet?.path ?? "", bytes: fleet?.bytes ?? []),
            given: settings.map(\.given))
    }
}
