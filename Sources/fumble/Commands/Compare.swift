internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport
internal import SystemPackage

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares a head with a base: the gate for CI.",
        discussion: """
            Each of the two is a sweep (its folder, or what `fumble sweep --format json` printed), a \
            baseline, a folder of runs, or an experiment's name for its newest sweep. They may differ \
            in fleet, guards and build, not in method. Runs on the simulated fleet are paired by seed.

            What is worse by itself fails first: promises newly broken, false stops, guards that take \
            longer to decide, runs that recovered and do not now, new deviations. Then what --gate \
            names fails if the test of Wilcoxon (on real processes, of Mann and Whitney) says that it \
            is longer, and the lower end of the 95 % interval is above what is borne with.

            Examples:
              fumble compare Reports/baselines/drill.json drill --gate time-to-recover:5%
              fumble compare before/ after/ --gate get.time-to-recover:5% --gate lost-requests:10%
              fumble compare base.json head.json --known known.yaml --format github
            """)

    @Argument(help: "What it was.")
    var base: String

    @Argument(help: "What it is now.")
    var head: String

    @Option(help: "What gates, and how much more of it is borne with: time-to-recover:5%.")
    var gate: [GateOption] = []

    @Option(
        help: "A file of deviations that somebody has in hand.",
        completion: .file(extensions: ["yaml", "yml"]))
    var known: String?

    @Option(help: "The day by which known deviations are judged, in UTC.")
    var today = CalendarDay.today

    @Option(help: "The form of the answer.")
    var format = Sweep.Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    func validate() throws {
        for (place, one) in gate.enumerated()
        where gate[..<place].contains(where: { $0.gate.metric == one.gate.metric }) {
            throw ValidationError("`\(one.gate.metric.name)` has two gates")
        }
    }

    func run() throws {
        guard let borne = try readKnown() else { return try ExitStatus.mistakes.leave() }
        let sides = try [base, head].map(ComparedSides.read)
        try checkOperations(of: sides)
        let judge = CompareJudge(
            gates: gate.map(\.gate), known: borne, today: today)
        let comparison: Comparison
        do throws(NotComparable) {
            comparison = try judge.judge(sides[0], sides[1])
        } catch {
            Console.note("fumble: not comparable: \(error)")
            throw ExitCode(ExitStatus.usage.rawValue)
        }
        format.print(ComparisonReport(comparison).overview, color)
        try ExitStatus(.completed, comparison.outcome).leave()
    }

    /// - Returns: nil where the file has mistakes, which are told.
    private func readKnown() throws -> [KnownDeviation]? {
        guard let known else { return [] }
        let mistakes: FileMistakes
        do throws(Errno) {
            switch KnownDeviations.read(try Files.read(known), path: known) {
            case .success(let entries): return entries
            case .failure(let found): mistakes = found
            }
        } catch {
            mistakes = FileMistakes(unreadable: known, because: "\(error)")
        }
        Console.note(
            DiagnosticsFormat.text.render(mistakes.diagnostics, sources: mistakes.sources))
        return nil
    }

    private func checkOperations(of sides: [ComparedRuns]) throws {
        let names = sides.flatMap(\.header.operations)
        for one in gate {
            guard let operation = one.gate.metric.operation, !names.contains(operation) else {
                continue
            }
            throw ValidationError(
                "`--gate \(one.gate.metric.name)`: neither side has an operation `\(operation)`")
        }
    }
}

/// `time-to-recover:5%`.
struct GateOption: ExpressibleByArgument, Sendable {
    let gate: Gate

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let metric = FumbleJudge.Metric(String(parts[0])),
            parts[1].hasSuffix("%"),
            let percent = Double(parts[1].dropLast()), percent >= 0, percent <= 1_000
        else { return nil }
        gate = Gate(metric: metric, bearable: .percent(percent))
    }
}
