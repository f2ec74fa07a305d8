internal import ArgumentParser

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Prints a stored run in another form; ends with 0, whatever it says.",
        discussion: """
            Example:
              fumble report s3-2017-baseline --format markdown
            """)

    @Argument(help: "A run: its folder, [EXPERIMENT/]ID, or an experiment's name for its newest.")
    var stored: String

    @OptionGroup var runs: RunsOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        try report.print([try StoredVerdict(stored, in: runs).verdict]).leave()
    }
}
