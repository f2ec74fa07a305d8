/// One line of a timeline, and how much a reader would miss it.
package struct TimelineEntry: Sendable, Hashable {
    package let at: Instant
    package let text: String
    package let weight: Weight
    /// The event or the window that it tells of, the first of several; nil: not known.
    package let trace: Trace?
    /// Whether it tells of a fault, of what it did, or of its undoing: no summary leaves it out.
    package let isOfFault: Bool

    package init(
        at: Instant, text: String, weight: Weight, trace: Trace? = nil, isOfFault: Bool = false
    ) {
        self.isOfFault = isOfFault
        self.at = at
        self.text = text
        self.weight = weight
        self.trace = trace
    }

    /// The lighter a line, the sooner it gives way where there is little room.
    package enum Weight: String, Sendable, Hashable, Comparable, CaseIterable {
        /// Of the run rather than of the fleet, such as the beginning of a phase.
        case aside
        case detail
        case event
        /// The story took a turn: without it the rest is not understood.
        case turn

        private var rank: Int {
            switch self {
            case .aside: 0
            case .detail: 1
            case .event: 2
            case .turn: 3
            }
        }

        package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    }
}
