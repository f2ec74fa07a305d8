internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport

/// A run read back and judged again, from the sources that were stored with it.
struct StoredVerdict {
    let stored: StoredRun
    let compiled: CompiledExperiment
    let verdict: Verdict

    init(_ name: String, in runs: RunsOptions) throws {
        stored = try runs.read(name)
        if let missing = stored.missing {
            Console.note("fumble: this run is not whole: \(missing)")
        }
        let kind = FleetKind(rawValue: stored.run.header.fleetKind) ?? .simulated
        switch Workshop(stored: stored.sources, on: kind).compile(stored.sources) {
        case .success(let experiment):
            // On real processes an arm may have been left out, or none begun.
            let arms = stored.run.arms.map(\.arm)
            compiled =
                kind == .simulated || arms.isEmpty ? experiment : experiment.with(arms: arms)
        case .failure(let mistakes):
            Console.note("fumble: this build does not understand the run's own files:")
            Console.note(
                DiagnosticsFormat.text.render(mistakes.diagnostics, sources: mistakes.sources))
            throw ExitCode(ExitStatus.mistakes.rawValue)
        }
        let twin = SimulatedTwin(
            of: stored.run.header, file: compiled.experiment.path, given: stored.sources.given)
        var judged = FumbleJudge.Judge().judge(
            stored.run, of: compiled.plan, twin: twin?.command
        ).quoting(compiled.line(at:))
        let header = stored.run.header
        if RunsOptions.isFolder(name), !name.hasSuffix("\(header.experiment)/\(header.id)") {
            judged = judged.again(by: header.again(as: ShellWord.quoted(name)))
        }
        if let missing = stored.missing {
            verdict = judged.lacking(
                missing, opening: Self.opening(stored), isCutOff: stored.cutAt != nil)
        } else {
            verdict = judged
        }
    }

    /// What the headline of a run that is not whole begins with.
    private static func opening(_ stored: StoredRun) -> String {
        guard let end = stored.cutAt else { return "Not whole: " }
        if stored.isGoingOn { return "Still going on, after \(PeopleTime.text(end.sinceStart)): " }
        return "Cut off after \(PeopleTime.text(end.sinceStart)): "
    }
}
