internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport

struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs a stored run again on its seed, and says if it went the same way.",
        discussion: """
            Example:
              fumble replay s3-2017-baseline
            """)

    @Argument(help: "A run: its folder, [EXPERIMENT/]ID, or an experiment's name for its newest.")
    var stored: String

    @OptionGroup var runs: RunsOptions
    @OptionGroup var report: ReportOptions

    func run() async throws {
        let old = try StoredVerdict(stored, in: runs)
        let header = old.stored.run.header
        guard header.fleetKind == FleetKind.simulated.rawValue else {
            throw ValidationError(
                "run '\(header.id)' was of real processes, which never go the same way twice; "
                    + "`fumble judge` judges it again")
        }
        try SecretsOptions.check(old.compiled)
        let watch = SignalWatch()
        for note in old.compiled.notes { report.note("\(note.position): note: \(note.message)") }
        let again = await Rehearsal.perform(
            old.compiled, id: header.id, seed: header.seed, interruption: watch)
        let printed = report.print([again.verdict])
        if let part = Self.part(of: old.stored, again.run) {
            report.note("fumble: \(part) was cut short, so the two were not compared")
            return try ExitStatus.worst(of: [printed, ExitStatus(of: again.verdict)]).leave()
        }
        if let difference = RunDifference.first(between: old.stored.run, and: again.run) {
            Console.note("fumble: the replay went another way: \(difference)")
            return try ExitStatus.bug.leave()
        }
        let events = again.run.arms.reduce(0) { $0 + $1.counted.events }
        report.note("replayed: \(events) events, the same as before")
        try ExitStatus.worst(of: [printed, ExitStatus(of: again.verdict)]).leave()
    }

    /// Which of the two ended before its time, where that was nothing in the experiment.
    private static func part(of stored: StoredRun, _ again: Run) -> String? {
        if case .interrupted = again.status { return "the replay" }
        if case .interrupted = stored.run.status { return "the stored run" }
        return stored.missing == nil ? nil : "the stored run"
    }
}
