package import FumbleModel

/// Reads the instants of recoveries as observations that may be censored, and tells how they are
/// distributed.
package enum MilestoneJudge {
    /// The time until a milestone in one run, in seconds; nil: the run has no such thing, as when
    /// nothing was disturbed.
    ///
    /// - Parameter responds: whether the experiment has responses at all.
    package static func observation(
        of milestone: Milestone, in recovery: Recovery, responds: Bool
    ) -> KaplanMeier.Observation? {
        guard recovery.injected != nil else { return nil }
        if let time = recovery.time(to: milestone) { return .init(time.seconds) }
        // One that recovered unnoticed, or before anybody acted, is none that was still waited for.
        guard recovery.isCensored else { return nil }
        switch milestone {
        case .symptom: return nil
        case .recover: return .init(recovery.unrecoveredFor.seconds, isCensored: true)
        case .detect: return .init(recovery.observedFor.seconds, isCensored: true)
        case .respond:
            return responds ? .init(recovery.observedFor.seconds, isCensored: true) : nil
        case .firstSuccess:
            return recovery.depth == 0
                ? .init(recovery.observedFor.seconds, isCensored: true) : nil
        case .heal:
            guard let injected = recovery.injected, let reverted = recovery.reverted else {
                return nil
            }
            let watched = recovery.unrecoveredFor - (reverted - injected)
            return watched > .zero ? .init(watched.seconds, isCensored: true) : nil
        }
    }

    /// Those milestones that some run has, in the order in which they come.
    static func spreads(of runs: [SeedRecovery], responds: Bool) -> [MilestoneSpread] {
        Milestone.allCases.compactMap { milestone in
            spread(
                milestone,
                runs.compactMap { run in
                    observation(of: milestone, in: run.recovery, responds: responds)
                        .map { (run.seed, $0) }
                })
        }
    }

    /// The recovery of one run, of all operations or of one.
    struct SeedRecovery {
        let seed: UInt64
        let recovery: Recovery
    }

    private static func spread(
        _ milestone: Milestone, _ found: [(seed: UInt64, KaplanMeier.Observation)]
    ) -> MilestoneSpread? {
        let observations = found.map(\.1)
        guard let observed = observations.map(\.time).max() else { return nil }
        let curve = KaplanMeier(observations)
        let censored = observations.count { $0.isCensored }
        return MilestoneSpread(
            milestone: milestone, median: curve.quantile(0.5), p90: curve.quantile(0.9),
            p99: curve.quantile(0.99), worst: censored == 0 ? observed : nil,
            reached: observations.count - censored, censored: censored, observed: observed,
            medianInterval: MedianInterval.of(observations, risk: risk).map {
                MilestoneSpread.Interval(lower: $0.lower, upper: $0.upper)
            }, runs: runs(found, on: curve))
    }

    /// Each run on the curve; runs with one time share its step, in the order of their seeds.
    private static func runs(
        _ found: [(seed: UInt64, KaplanMeier.Observation)], on curve: KaplanMeier
    ) -> [MilestoneSpread.Run] {
        let sorted = found.sorted { ($0.1.time, $0.seed) < ($1.1.time, $1.seed) }
        var reached = sorted.filter { !$0.1.isCensored }[...]
        var runs: [MilestoneSpread.Run] = []
        var before = 1.0
        for (time, survival) in curve.steps {
            let together = reached.prefix { $0.1.time <= time }
            for (place, run) in together.enumerated() {
                let part = Double(place + 1) / Double(together.count)
                runs.append(
                    MilestoneSpread.Run(
                        seed: run.seed, time: run.1.time, isCensored: false,
                        share: 1 - (before - (before - survival) * part)))
            }
            reached = reached.dropFirst(together.count)
            before = survival
        }
        return runs
            + sorted.filter(\.1.isCensored).map {
                MilestoneSpread.Run(
                    seed: $0.seed, time: $0.1.time, isCensored: true, share: 1 - before)
            }
    }

    /// The chance that the interval of a median misses it.
    private static let risk = 0.05
}
