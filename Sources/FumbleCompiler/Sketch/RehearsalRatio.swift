package import FumbleModel

/// State now over state at the last full restart that was done.
package enum RehearsalRatio {
    /// `(1 + growth)^years`, growth compounded, a year of 365 days; nil where either is not said.
    package static func of(_ state: StateSpec?) -> Double? {
        guard let growth = state?.growth, let rehearsed = state?.rehearsed else { return nil }
        let years = rehearsed.seconds / TimeSpan.years(1).seconds
        return power(1 + growth.perYear.fraction, years)
    }

    /// Whole years are multiplied out; a part of a year counts in proportion between two of them,
    /// which is above the curve by less than growth squared over eight.
    private static func power(_ base: Double, _ years: Double) -> Double {
        let whole = years.rounded(.down)
        var result = 1.0
        for _ in 0..<Int(whole) { result *= base }
        return result * (1 + (years - whole) * (base - 1))
    }
}
