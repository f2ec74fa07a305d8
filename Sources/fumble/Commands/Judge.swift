internal import ArgumentParser

struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Judges a stored run again, without running anything.",
        discussion: """
            Examples:
              fumble judge s3-2017-baseline
              fumble judge Reports/runs/s3-2017-baseline/20261122T074148Z-1 --format json
            """)

    @Argument(help: "A run: its folder, [EXPERIMENT/]ID, or an experiment's name for its newest.")
    var stored: String

    @OptionGroup var runs: RunsOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let judged = try StoredVerdict(stored, in: runs)
        let printed = report.print([judged.verdict])
        try ExitStatus.worst(of: [printed, ExitStatus(of: judged.verdict)]).leave()
    }
}
