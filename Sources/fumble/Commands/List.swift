internal import ArgumentParser
internal import FumbleHistory
internal import FumbleJournal
internal import FumbleModel
internal import FumbleReport

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the runs that are kept by experiment, the oldest first.",
        discussion: """
            It reads an index beside the runs, and of the runs only those that are new or were changed. \
            The index may be removed at any time.

            Examples:
              fumble list
              fumble list s3-2017-baseline --limit 10
              fumble list --format json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "Only the runs of this experiment.")
    var experiment: String?

    @OptionGroup var runs: RunsOptions

    @Option(help: "Only the newest so many runs.")
    var limit: Int?

    @Option(help: "The day by which rehearsals are overdue, in UTC.")
    var today = CalendarDay.today

    @Option(help: "The form of the list.")
    var format = Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("`--limit` is 1 or more") }
    }

    func run() throws {
        Leftovers.warn()
        let history = try RunsOptions.recording { () throws(JournalError) in
            try RunHistory.read(runs.journal)
        }
        let asked = try runs(of: experiment, in: history.runs)
        let shown = newest(of: asked)
        let overdue = RunHistory.rehearsals(in: history, of: experiment, today: today)
            .filter(\.isOverdue)
        let list = RunListReport(shown, more: asked.count - shown.count, overdue: overdue)
        let style = ReportStyle(color: color.isOn, width: Console.width)
        Console.print(format == .json ? list.json : list.text(style: style))
        for line in RunHistory.warnings(overdue) { Console.note(line) }
    }

    private func runs(of experiment: String?, in all: [KeptRun]) throws -> [KeptRun] {
        guard let experiment else { return all }
        let own = all.filter { $0.experiment == experiment }
        if own.isEmpty { throw RunsOptions.unknown(experiment) }
        return own
    }

    /// Those of all experiments that were begun last, in the order of the list.
    private func newest(of runs: [KeptRun]) -> [KeptRun] {
        guard let limit, limit < runs.count else { return runs }
        let last = runs.indices.sorted { (runs[$0].start, $0) > (runs[$1].start, $1) }.prefix(limit)
        return last.sorted().map { runs[$0] }
    }
}
