/// How fast a state grows: the share of itself that it gains in a year, compounded.
package struct Growth: Hashable, Sendable {
    package let perYear: Share

    package init(perYear: Share) {
        self.perYear = perYear
    }
}

extension Growth: CustomStringConvertible {
    /// As people write it: `60% per year`.
    package var description: String { "\(perYear) per year" }
}
