internal import ArgumentParser
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport

struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a stored run again on its seed, and says if it went the same way.",
        discussion: """
            Example:
              fumble replay s3-2017-baseline
            """)

    @Argument(help: "A run: its folder, its id, or an experiment's name for its newest.")
    var stored: String

    @OptionGroup var runs: RunsOptions
    @OptionGroup var report: ReportOptions

    func run() async throws {
        let old = try StoredVerdict(stored, in: runs)
        let header = old.stored.run.header
        let again = await Rehearsal.perform(
            old.compiled, id: header.id, seed: header.seed, interruption: SignalWatch())
        report.print([again.verdict])
        if let difference = RunDifference.first(between: old.stored.run, and: again.run) {
            Console.note("fumble: the replay went another way: \(difference)")
            return try ExitStatus.bug.leave()
        }
        let events = again.run.arms.reduce(0) { $0 + $1.counted.events }
        report.note("replayed: \(events) events, the same as before")
        try ExitStatus(of: again.verdict).leave()
    }
}
