import FumbleModel

/// A comparison in the words of people.
struct CompareWords {
    let pairing: Pairing
    let isOfPart: Bool

    /// What is set beside what: the same seed on both sides, the same seed and setting, or nothing, as of
    /// real processes.
    enum Pairing {
        case seeds, runs, none

        func over(_ count: Int) -> String {
            switch self {
            case .seeds: "over \(count) paired seeds"
            case .runs: "over \(count) paired runs"
            case .none: "over \(count) runs of each"
            }
        }

        /// `seed 3`, `runs a, b`.
        func noun(_ count: Int) -> String {
            (self == .none ? "run" : "seed") + (count == 1 ? "" : "s")
        }
    }

    /// The answer in one line: the gravest that is worse, else what the gates say, else how long
    /// recovery takes.
    func headline(
        _ counting: [Regression], _ metrics: [MetricComparison], runs: Int?
    ) -> String {
        if let first = counting.first {
            let more = counting.count - 1
            let rest = more == 0 ? "" : "; and \(more) more"
            return first.kind == .gate ? first.text + rest : sentence(first, runs: runs) + rest
        }
        let told =
            metrics.first { $0.decision == .undecided } ?? metrics.first { $0.gate != nil }
            ?? metrics.first { $0.name == Metric(.time(.recover)).name && $0.count > 0 }
        if let told {
            let known = told.decision == .fails ? ", known, and borne with" : ""
            return sentence(told) + known
        }
        let over = runs.map { " \(pairing.over($0))" } ?? ""
        return "nothing is worse than before\(over): no client was disturbed in both"
    }

    /// `capacity of index is broken, and was kept before, in 12 of 100 runs: fails`.
    func sentence(_ regression: Regression, runs: Int?) -> String {
        let count = regression.runs.count
        guard count > 0 else { return "\(regression.text): fails" }
        let shown = regression.runs.prefix(Self.mostNamed).joined(separator: ", ")
        let rest = count > Self.mostNamed ? " and \(count - Self.mostNamed) more" : ""
        let of = runs.map { " of \($0)" } ?? ""
        return "\(regression.text), in \(count)\(of) runs (\(pairing.noun(count)) "
            + "\(shown)\(rest)): fails"
    }

    /// `time to recover is 12 % longer, 95 % interval 8 to 16 %, over 100 paired seeds: fails the
    /// 5 % gate`.
    func sentence(_ metric: MetricComparison) -> String {
        let words = Metric(metric.name)?.words ?? metric.name
        let isTime = metric.unit == .seconds
        let (more, less) = isTime ? ("longer", "shorter") : ("more", "fewer")
        let verb = isTime ? "is" : "are"
        let over = pairing.over(metric.count)
        let end = ending(metric)
        guard let ratio = metric.ratio, let interval = metric.interval, metric.count > 0 else {
            return metric.decision == .passes
                ? "\(words) had no end in the base, and has one in each run of the head\(end)"
                : "\(words) cannot be compared: no run has it on both sides\(end)"
        }
        if ratio == 1, interval.lower == 1, interval.upper == 1 {
            return "\(words) \(verb) the same, \(over)\(end)"
        }
        // Of nothing there is no share.
        if metric.base == 0, let head = metric.head, head > 0 {
            return "\(words) went from 0 to \(PlainNumber.text(head)) by the medians, \(over)\(end)"
        }
        let change = "\(percent(ratio, metric.gate)) % \(ratio < 1 ? less : more)"
        let found = "\(change), 95 % interval \(span(interval, ratio, metric.gate, more, less)), "
        // A test that does not reject says nothing of which is larger.
        if metric.decision != .fails, let test = metric.test {
            let chance = test.adjusted ?? test.chance
            if chance >= GateJudge.risk {
                let what = "\(verb) not shown to be \(ratio < 1 ? less : more)"
                return "\(words) \(what) (\(found)p = \(rounded(chance))), \(over)\(end)"
            }
        }
        return "\(words) \(verb) \(found)\(over)\(end)"
    }

    /// With three decimals at most.
    private func rounded(_ chance: Double) -> String {
        PlainNumber.text((chance * 1_000).rounded() / 1_000)
    }

    private func span(
        _ interval: MetricComparison.Interval, _ ratio: Double, _ gate: Share?, _ more: String,
        _ less: String
    ) -> String {
        let (low, high) = (interval.lower, interval.upper)
        let (from, until) = (percent(low, gate), percent(high, gate))
        if low >= 1, ratio >= 1 { return "\(from) to \(until) %" }
        if high <= 1, ratio < 1 { return "\(until) to \(from) %" }
        return "\(from) % \(low < 1 ? less : more) to \(until) % \(high < 1 ? less : more)"
    }

    private func ending(_ metric: MetricComparison) -> String {
        guard let gate = metric.gate, !isOfPart else { return "" }
        let share = PlainNumber.text(Double(gate.partsPerMillion) / 10_000)
        return switch metric.decision {
        case .fails: ": fails the \(share) % gate"
        case .passes: ": passes the \(share) % gate"
        case .undecided: ": too few runs to decide the \(share) % gate"
        case .notGated: ""
        }
    }

    /// The change of a ratio in percent without its sign, so that it reads on the side of the gate on which
    /// it is.
    private func percent(_ ratio: Double, _ gate: Share?) -> String {
        let number = ComparedPercent.number(ratio - 1, beside: gate?.fraction)
        return PlainNumber.text(number.magnitude)
    }

    private static let mostNamed = 10
}
