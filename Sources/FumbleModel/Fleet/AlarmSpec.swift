/// An alarm of the fleet's own: it is raised when a probe stays on the wrong side of a limit.
package struct AlarmSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let probe: any Probe
    package let raised: Limit
    /// How long the reading must stay there.
    package let holdsFor: TimeSpan
    package let seenBy: String
    /// The subsystem through which people see it; it is seen only while that can be operated.
    package let seenThrough: SubsystemID?

    package init(
        name: String, position: SourcePosition, probe: any Probe, raised: Limit,
        holdsFor: TimeSpan, seenBy: String, seenThrough: SubsystemID?
    ) {
        self.name = name
        self.position = position
        self.probe = probe
        self.raised = raised
        self.holdsFor = holdsFor
        self.seenBy = seenBy
        self.seenThrough = seenThrough
    }

    package enum Limit: Sendable, Hashable {
        case below(Double)
        case above(Double)

        package func isCrossed(by reading: Double) -> Bool {
            switch self {
            case .below(let limit): reading < limit
            case .above(let limit): reading > limit
            }
        }
    }
}
