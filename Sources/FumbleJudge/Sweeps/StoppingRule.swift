package import FumbleModel

/// When a sweep may end before its last seed, because the median time to recover is known well enough.
///
/// It is looked at after 20 seeds and after each half as many more (30, 45, 68, ...), in the order of
/// the seeds, so that the answer does not hang on how many run at one time. An interval that is looked
/// at again and again misses more often than it says: look k has 5 % / (k (k + 1)) of the risk, which
/// adds up to 5 % over all looks, however many there are (the union bound). So the chance that the
/// interval at which the sweep stopped misses the median is at most 5 %. The interval itself asks
/// nothing of the distribution (`MedianInterval`). Runs that were not disturbed have no time to
/// recover, and are kept out of it. Of several settings the worst speaks.
package struct StoppingRule: Sendable {
    package let within: Share

    package init(within: Share) {
        self.within = within
    }

    /// The numbers of seeds after which it is looked at, up to `most`, that last.
    package static func looks(upTo most: Int) -> [Int] {
        var looks: [Int] = []
        var next = first
        while next < most {
            looks.append(next)
            next += (next + 1) / 2
        }
        return looks + [most]
    }

    /// Whether to stop after a look.
    ///
    /// - Parameters:
    ///   - look: the first look is 1.
    ///   - seeds: of each setting the runs so far, those of the same seeds.
    package func judge(look: Int, seeds count: Int, settings: [[SeedVerdict]]) -> Precision {
        let risk = Self.risk / Double(look * (look + 1))
        let intervals = settings.map { interval(of: $0, risk: risk / Double(settings.count)) }
        let reaches = intervals.map { $0?.reach ?? .infinity }
        let widest = intervals.indices.filter { intervals[$0] != nil }.max {
            reaches[$0] < reaches[$1]
        }
        return Precision(
            within: within, seeds: count, risk: risk, interval: widest.flatMap { intervals[$0] },
            setting: widest.flatMap { settings[$0].first?.varied } ?? [],
            isReached: reaches.allSatisfy { $0 <= within.fraction })
    }

    private func interval(of seeds: [SeedVerdict], risk: Double) -> Precision.Interval? {
        let observations = seeds.filter { $0.status == .completed }.compactMap {
            MilestoneJudge.observation(of: .recover, in: $0.recovery, responds: true)
        }
        guard let median = KaplanMeier(observations).quantile(0.5),
            let ends = MedianInterval.of(observations, risk: risk)
        else { return nil }
        return Precision.Interval(lower: ends.lower, median: median, upper: ends.upper)
    }

    private static let first = 20
    private static let risk = 0.05
}
