import FumbleModel

/// A comparison in the words of people.
enum CompareWords {
    /// The answer in one line: the gravest that is worse, else what the gates say, else how long
    /// recovery takes.
    static func headline(
        _ counting: [Regression], _ metrics: [MetricComparison], isPaired: Bool, runs: Int?
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
            return sentence(told, isPaired: isPaired) + known
        }
        let over = runs.map { " over \(isPaired ? "\($0) paired seeds" : "\($0) runs")" } ?? ""
        return "nothing is worse than before\(over): no client was disturbed in both"
    }

    /// `capacity of index is broken, and was kept before, in 12 of 100 runs: fails`.
    static func sentence(_ regression: Regression, runs: Int?) -> String {
        let count = regression.runs.count
        guard count > 0 else { return "\(regression.text): fails" }
        let shown = regression.runs.prefix(mostNamed).joined(separator: ", ")
        let rest = count > mostNamed ? " and \(count - mostNamed) more" : ""
        let of = runs.map { " of \($0)" } ?? ""
        return "\(regression.text), in \(count)\(of) runs (seed\(count == 1 ? "" : "s") "
            + "\(shown)\(rest)): fails"
    }

    /// `time to recover is 12 % longer, 95 % interval 8 to 16 %, over 100 paired seeds: fails the
    /// 5 % gate`.
    static func sentence(_ metric: MetricComparison, isPaired: Bool) -> String {
        let words = Metric(metric.name)?.words ?? metric.name
        let isTime = metric.unit == .seconds
        let (more, less) = isTime ? ("longer", "shorter") : ("more", "fewer")
        let verb = isTime ? "is" : "are"
        let over = "over \(metric.count) \(isPaired ? "paired seeds" : "runs of each")"
        let end = ending(metric)
        guard let ratio = metric.ratio, let interval = metric.interval, metric.count > 0 else {
            return metric.decision == .passes
                ? "\(words) had no end in the base, and has one in each run of the head\(end)"
                : "\(words) cannot be compared: no run has it on both sides\(end)"
        }
        if ratio == 1, interval.lower == 1, interval.upper == 1 {
            return "\(words) \(verb) the same, \(over)\(end)"
        }
        let change = "\(percent(ratio)) % \(ratio < 1 ? less : more)"
        let found = "\(change), 95 % interval \(span(interval, ratio, more, less)), "
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
    private static func rounded(_ chance: Double) -> String {
        PlainNumber.text((chance * 1_000).rounded() / 1_000)
    }

    private static func span(
        _ interval: MetricComparison.Interval, _ ratio: Double, _ more: String, _ less: String
    ) -> String {
        let (low, high) = (interval.lower, interval.upper)
        if low >= 1, ratio >= 1 { return "\(percent(low)) to \(percent(high)) %" }
        if high <= 1, ratio < 1 { return "\(percent(high)) to \(percent(low)) %" }
        return "\(percent(low)) % \(low < 1 ? less : more) to \(percent(high)) % "
            + (high < 1 ? less : more)
    }

    private static func ending(_ metric: MetricComparison) -> String {
        guard let gate = metric.gate else { return "" }
        let share = percent(1 + gate.fraction)
        return switch metric.decision {
        case .fails: ": fails the \(share) % gate"
        case .passes: ": passes the \(share) % gate"
        case .undecided: ": too few runs to decide the \(share) % gate"
        case .notGated: ""
        }
    }

    /// The change of a ratio in percent without its sign: whole from 10 up, else with one decimal.
    private static func percent(_ ratio: Double) -> String {
        let change = (ratio - 1).magnitude * 100
        let tenths = (change * 10).rounded() / 10
        return PlainNumber.text(tenths >= 10 ? change.rounded() : tenths)
    }

    private static let mostNamed = 10
}
