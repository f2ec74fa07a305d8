internal import ArgumentParser

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the report of a stored run in another form; always ends with 0.",
        discussion: """
            Example:
              fumble report s3-2017-baseline --format markdown
            """)

    @Argument(help: "A run: its folder, its id, or an experiment's name for its newest.")
    var stored: String

    @OptionGroup var runs: RunsOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        report.print([try StoredVerdict(stored, in: runs).verdict])
    }
}
