/// How fast a state grows: the share of itself that it gains in a year, compounded.
package struct Growth: Hashable, Sendable {
    package let perYear: Share

    package init(perYear: Share) {
        self.perYear = perYear
    }

    /// How many times as much there is after so long: `(1 + growth)^years`, a year of 365 days.
    package func factor(over span: TimeSpan) -> Double {
        let base = 1 + perYear.fraction
        let years = span.seconds / TimeSpan.years(1).seconds
        guard years > 0 else { return 1 }
        // Whole years are multiplied out, so that 1.6 to the fourth has no error of a logarithm.
        let whole = years.rounded(.down)
        var factor = 1.0
        for _ in 0..<Int(min(whole, Self.mostYears)) { factor *= base }
        let rest = years - whole
        return rest > 0 ? factor * Elementary.power(base, rest) : factor
    }

    /// Files say no length above a thousand years, and sums of a few of them.
    private static let mostYears = 10_000.0
}

extension Growth: CustomStringConvertible {
    /// As people write it: `60% per year`.
    package var description: String { "\(perYear) per year" }
}
