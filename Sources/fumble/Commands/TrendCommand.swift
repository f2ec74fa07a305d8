internal import ArgumentParser
internal import FumbleHistory
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport

struct TrendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "Shows a measure of an experiment's runs over time, and where it changed.",
        discussion: """
            Runs of one method are put in order of time, those on processes and those on the simulated \
            fleet apart. A change is told where Pettitt's test of ranks says that the order of the runs \
            matters, with five runs or more on each side: with its run, build and day. A run that had \
            not recovered when it ended counts as longer than it was watched.

            Below it stands how long ago each subsystem was last restarted in full, and how much its \
            state has grown since.

            Examples:
              fumble trend s3-2017-baseline
              fumble trend s3-2017-baseline --operation get --metric time-to-first-success
              fumble trend drill --since 2026-01-01 --format json
            """)

    @Argument(help: "The experiment's name, as `fumble list` has it.")
    var experiment: String

    @OptionGroup var runs: RunsOptions

    @Option(help: "One operation of its clients; all together if left out.")
    var operation: String?

    @Option(help: "What is shown, such as time-to-recover or lost-requests.")
    var metric = "time-to-recover"

    @Option(help: "The first day that is looked at.")
    var since: CalendarDay?

    @Option(help: "The day by which rehearsals are so and so old, in UTC.")
    var today = CalendarDay.today

    @Option(help: "The form of the answer.")
    var format = Sweep.Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    func validate() throws {
        if FumbleJudge.Metric(metric)?.operation != nil || FumbleJudge.Metric(metric) == nil {
            throw ValidationError(
                "there is no measure '\(metric)': "
                    + FumbleJudge.Metric.names.joined(separator: ", "))
        }
    }

    func run() throws {
        let history = try RunsOptions.recording { () throws(JournalError) in
            try RunHistory.read(runs.journal)
        }
        let own = history.runs.filter { $0.experiment == experiment }
        guard !own.isEmpty else { throw RunsOptions.unknown(experiment) }
        guard let asked = FumbleJudge.Metric(operation.map { "\($0).\(metric)" } ?? metric) else {
            preconditionFailure("`\(metric)` was looked at")
        }
        if let operation, !own.contains(where: { $0.recovery(of: operation) != nil }) {
            throw ValidationError("no run of \(experiment) has an operation '\(operation)'")
        }
        let ages = RunHistory.rehearsals(in: history, of: experiment, today: today)
        let trend = TrendJudge(asked, since: since ?? .first).judge(
            own, sources: history.sources, rehearsals: ages, of: experiment)
        format.print(TrendReport(trend, again: ThisCommand.text).overview, color)
        for line in RunHistory.warnings(ages) { Console.note(line) }
    }
}
