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
    static func spreads(of recoveries: [Recovery], responds: Bool) -> [MilestoneSpread] {
        Milestone.allCases.compactMap { milestone in
            spread(
                milestone,
                recoveries.compactMap { observation(of: milestone, in: $0, responds: responds) })
        }
    }

    static func spread(
        _ milestone: Milestone, _ observations: [KaplanMeier.Observation]
    ) -> MilestoneSpread? {
        guard let observed = observations.map(\.time).max() else { return nil }
        let curve = KaplanMeier(observations)
        let censored = observations.count { $0.isCensored }
        return MilestoneSpread(
            milestone: milestone, median: curve.quantile(0.5), p90: curve.quantile(0.9),
            p99: curve.quantile(0.99), worst: censored == 0 ? observed : nil,
            reached: observations.count - censored, censored: censored, observed: observed)
    }
}
