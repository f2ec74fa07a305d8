package import FumbleModel

/// State now over state at the last full restart that was done.
package enum RehearsalRatio {
    /// `S(now) / S(rehearsed) = (1 + growth)^years`; nil where either is not said,
    /// or where it is more than can be said.
    package static func of(_ state: StateSpec?) -> Double? {
        guard let growth = state?.growth, let rehearsed = state?.rehearsed else { return nil }
        let ratio = growth.factor(over: rehearsed)
        return ratio.isFinite ? ratio : nil
    }
}
