import FumbleModel

/// Compares one measure of both sides.
struct MetricJudge {
    let base: [SeedVerdict]
    let head: [SeedVerdict]
    /// Those that seeds pair; nil: nothing pairs them.
    let pairs: [RunPairs.Pair]?
    let baseResponds: Bool
    let headResponds: Bool

    /// The measure before it is known what else is tested.
    struct Raw {
        let metric: Metric
        let baseMedian: Double?
        let headMedian: Double?
        let count: Int
        let ratio: Double?
        let interval: MetricComparison.Interval?
        let chance: Double?
        let isExact: Bool
        let test: String
        /// The smallest chance that the test can give for so many: below it nothing can be decided.
        let smallestChance: Double
        /// Every run that has it on one side only is one of a base that had not come to it, and there
        /// are such.
        let isOnlyGained: Bool
        let runs: [MetricComparison.Run]
    }

    func compare(_ metric: Metric) -> Raw? {
        let old = base.compactMap { metric.observation(in: $0, responds: baseResponds) }
        let new = head.compactMap { metric.observation(in: $0, responds: headResponds) }
        guard !old.isEmpty || !new.isEmpty else { return nil }
        guard let pairs else { return unpaired(metric, old, new, Self.medians(old, new)) }
        // What is left out has no part in the change, and none in what stands beside it.
        return paired(
            metric,
            Self.medians(
                pairs.compactMap { metric.observation(in: $0.base, responds: baseResponds) },
                pairs.compactMap { metric.observation(in: $0.head, responds: headResponds) }))
    }

    private static func medians(
        _ old: [KaplanMeier.Observation], _ new: [KaplanMeier.Observation]
    ) -> (Double?, Double?) {
        (KaplanMeier(old).quantile(0.5), KaplanMeier(new).quantile(0.5))
    }

    /// Only pairs that have it on both sides: the others are told by themselves.
    private func paired(_ metric: Metric, _ medians: (Double?, Double?)) -> Raw {
        var differences: [Double] = []
        var logs: [Double] = []
        var (gained, others) = (0, 0)
        var runs: [MetricComparison.Run] = []
        for pair in pairs ?? [] {
            let before = metric.observation(in: pair.base, responds: baseResponds)
            let after = metric.observation(in: pair.head, responds: headResponds)
            if before != nil || after != nil {
                runs.append(
                    .init(name: pair.name, base: Self.value(before), head: Self.value(after)))
            }
            guard let old = before, let new = after, !old.isCensored, !new.isCensored else {
                if before?.isCensored == true, after?.isCensored == false {
                    gained += 1
                } else if before != nil || after != nil {
                    others += 1
                }
                continue
            }
            differences.append(new.time - old.time)
            if let before = metric.log(old.time), let after = metric.log(new.time) {
                logs.append(after - before)
            }
        }
        let test = WilcoxonSignedRank(differences)
        return Raw(
            metric: metric, baseMedian: medians.0, headMedian: medians.1,
            count: differences.count, ratio: Self.ratio(logs),
            interval: Self.exponents(Bootstrap.mean(of: logs, name: "compare \(metric.name)")),
            chance: differences.isEmpty ? nil : test.chance, isExact: test.method == .exact,
            test: "Wilcoxon signed-rank",
            smallestChance: Elementary.power(0.5, Double(differences.count - 1)),
            isOnlyGained: gained > 0 && others == 0, runs: runs)
    }

    private static func value(
        _ observation: KaplanMeier.Observation?
    ) -> MetricComparison.Value? {
        observation.map { .init($0.time, isCensored: $0.isCensored) }
    }

    /// Those of both sides, the base's first, each by itself.
    private func alone(_ metric: Metric) -> [MetricComparison.Run] {
        let old = base.compactMap { seed in
            Self.value(metric.observation(in: seed, responds: baseResponds)).map {
                MetricComparison.Run(name: seed.folder ?? "\(seed.seed)", base: $0, head: nil)
            }
        }
        let new = head.compactMap { seed in
            Self.value(metric.observation(in: seed, responds: headResponds)).map {
                MetricComparison.Run(name: seed.folder ?? "\(seed.seed)", base: nil, head: $0)
            }
        }
        return old + new
    }

    private func unpaired(
        _ metric: Metric, _ old: [KaplanMeier.Observation], _ new: [KaplanMeier.Observation],
        _ medians: (Double?, Double?)
    ) -> Raw {
        let before = old.filter { !$0.isCensored }.map(\.time)
        let after = new.filter { !$0.isCensored }.map(\.time)
        let (one, two) = (before.compactMap(metric.log), after.compactMap(metric.log))
        let ratio =
            one.isEmpty || two.isEmpty ? nil : Elementary.exp(Self.mean(two) - Self.mean(one))
        let test = MannWhitney(after, before)
        let interval = Bootstrap.difference(
            of: two, less: one, name: "compare \(metric.name)")
        let ways = LogFactorial.choose(before.count, of: before.count + after.count)
        return Raw(
            metric: metric, baseMedian: medians.0, headMedian: medians.1,
            count: min(before.count, after.count), ratio: ratio,
            interval: Self.exponents(interval),
            chance: before.isEmpty || after.isEmpty ? nil : test.chance,
            isExact: test.method == .exact, test: "Mann-Whitney",
            smallestChance: 2 * Elementary.exp(-ways),
            isOnlyGained: before.count < old.count && !new.isEmpty && after.count == new.count,
            runs: alone(metric))
    }

    private static func ratio(_ logs: [Double]) -> Double? {
        logs.isEmpty ? nil : Elementary.exp(mean(logs))
    }

    private static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    private static func exponents(
        _ interval: ClosedRange<Double>?
    ) -> MetricComparison.Interval? {
        interval.map {
            MetricComparison.Interval(
                lower: Elementary.exp($0.lowerBound), upper: Elementary.exp($0.upperBound))
        }
    }
}

/// Decides what gates: the test says that there is a difference, and the lower end of the interval
/// says that it is more than is borne with. Both must.
struct GateJudge {
    /// The chance of one false alarm among all that gate.
    static let risk = 0.05
    /// What arithmetic adds to a ratio by itself, and no report prints.
    private static let noise = 1e-11

    let gates: [Gate]
    /// Whether a side is less than a whole sweep: of a part no gate is decided.
    var isOfPart = false

    func decide(_ raws: [MetricJudge.Raw]) -> [MetricComparison] {
        let gated = raws.map { raw in gates.first { $0.metric == raw.metric } }
        let tested = raws.indices.filter { gated[$0] != nil && raws[$0].chance != nil }
        let chances = Holm.adjusted(tested.compactMap { raws[$0].chance })
        var adjusted = [Double?](repeating: nil, count: raws.count)
        for (place, index) in tested.enumerated() { adjusted[index] = chances[place] }
        return raws.indices.map { index in
            let raw = raws[index]
            let test = raw.chance.map {
                MetricComparison.Test(
                    name: raw.test, chance: $0, adjusted: adjusted[index], isExact: raw.isExact)
            }
            return MetricComparison(
                name: raw.metric.name, unit: raw.metric.unit, base: raw.baseMedian,
                head: raw.headMedian, count: raw.count, ratio: raw.ratio, interval: raw.interval,
                test: test, gate: gated[index]?.bearable,
                decision: decision(
                    on: raw, gated[index], adjusted: adjusted[index], tests: tested.count),
                runs: raw.runs)
        }
    }

    private func decision(
        on raw: MetricJudge.Raw, _ gate: Gate?, adjusted: Double?, tests: Int
    ) -> MetricComparison.Decision {
        guard let gate else { return .notGated }
        if isOfPart { return .undecided }
        guard let adjusted, let interval = raw.interval else {
            return raw.isOnlyGained ? .passes : .undecided
        }
        guard interval.lower - 1 - gate.bearable.fraction > Self.noise else { return .passes }
        if adjusted < Self.risk { return .fails }
        // All went the same way, and still the test could not have said so.
        return raw.smallestChance * Double(tests) >= Self.risk && !raw.isOnlyGained
            ? .undecided : .passes
    }
}
