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
        commandName: "compare",
        abstract: "Compares a head with a base: the gate for CI.",
        discussion: """
            Each of the two is a sweep (its folder, or what `fumble sweep --format json` printed), a \
            baseline, a folder of runs, or an experiment's name for its newest sweep. They may differ \
            in fleet, guards and build, not in method. Runs on the simulated fleet are paired by seed.

            What is worse by itself fails first: promises newly broken, false stops, guards that take \
            longer to decide, runs that recovered and do not now, new deviations. Then what --gate \
            names fails if the test of Wilcoxon (on real processes, of Mann and Whitney) says that it \
            is longer, and the lower end of the 95 % interval is above what is borne with.

            Two explorations (what `fumble explore --format json` printed) of one meant line are told \
            apart by the ids of their escapes: what gets through now, more harm, false stops, and \
            attempts at the guards' boundary fail; --gate expected-outage:5% and \
            expected-lost-requests:5% fail if every profile of typing says so.

            Examples:
              fumble compare Reports/baselines/drill.json drill --gate time-to-recover:5%
              fumble compare before/ after/ --gate get.time-to-recover:5% --gate lost-requests:10%
              fumble compare base.json head.json --known known.yaml --format github
              fumble compare explored-before.json explored-now.json --gate expected-outage:5%
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
        where gate[..<place].contains(where: { $0.name == one.name }) {
            throw ValidationError("`\(one.name)` has two gates")
        }
    }

    func run() throws {
        guard let borne = try readKnown() else { return try ExitStatus.mistakes.leave() }
        let sides = try ComparedSides.both(base, head)
        let comparison: Comparison
        do throws(NotComparable) {
            switch sides {
            case .runs(let base, let head):
                let gates = try gates(of: base, head)
                comparison = try CompareJudge(gates: gates, known: borne, today: today)
                    .judge(base, head)
            case .explorations(let base, let head):
                let gates = try explorationGates()
                comparison = try ExplorationCompareJudge(gates: gates, known: borne, today: today)
                    .judge(base, head)
            }
        } catch {
            Console.note("fumble: not comparable: \(error)")
            throw ExitCode(ExitStatus.usage.rawValue)
        }
        format.print(ComparisonReport(comparison, again: ThisCommand.text).overview, color)
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

    private func gates(of sides: ComparedRuns...) throws(NotComparable) -> [Gate] {
        let names = sides.flatMap(\.header.operations)
        var gates: [Gate] = []
        for one in gate {
            guard case .runs(let gate) = one else {
                throw NotComparable("`--gate \(one.name)` is of explorations, and these are runs")
            }
            if let operation = gate.metric.operation, !names.contains(operation) {
                throw NotComparable(
                    "`--gate \(one.name)`: neither side has an operation `\(operation)`")
            }
            gates.append(gate)
        }
        return gates
    }

    private func explorationGates() throws(NotComparable) -> [ExplorationGate] {
        var gates: [ExplorationGate] = []
        for one in gate {
            guard case .exploration(let gate) = one else {
                let names = ExplorationGate.Quantity.allCases.map { "`\($0.rawValue)`" }
                throw NotComparable(
                    "`--gate \(one.name)` is of runs, and these are explorations, which have "
                        + names.joined(separator: " and "))
            }
            gates.append(gate)
        }
        return gates
    }
}

/// `time-to-recover:5%`, or of explorations `expected-outage:5%`.
enum GateOption: ExpressibleByArgument, Sendable {
    case runs(Gate)
    case exploration(ExplorationGate)

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix("%"),
            let percent = Double(parts[1].dropLast()), percent >= 0, percent <= 1_000
        else { return nil }
        let bearable = Share.percent(percent)
        if let metric = FumbleJudge.Metric(String(parts[0])) {
            self = .runs(Gate(metric: metric, bearable: bearable))
        } else if let quantity = ExplorationGate.Quantity(rawValue: String(parts[0])) {
            self = .exploration(ExplorationGate(quantity: quantity, bearable: bearable))
        } else {
            return nil
        }
    }

    var name: String {
        switch self {
        case .runs(let gate): gate.metric.name
        case .exploration(let gate): gate.quantity.rawValue
        }
    }
}
