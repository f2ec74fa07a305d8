/// Servers alike: what they carry, where they stand, and when they last started.
package struct GroupSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let count: Int
    package let carries: [SubsystemID]
    /// Time since the servers last started, at the start of the run.
    package private(set) var restartAge: TimeSpan
    /// The fleet's zones that the group is dealt over in turn, by index; empty: no zone.
    package let zones: [Int]
    /// How long a server that is removed goes on with what it has, taking nothing new.
    package let drain: TimeSpan
    /// After how long a crashed server is started again by its own machine; nil: never.
    package let restartsAfter: TimeSpan?
    /// The time that a server serves before it crashes by itself; nil: it does not.
    package let failure: Distribution?

    package init(
        name: String, position: SourcePosition, count: Int, carries: [SubsystemID],
        restartAge: TimeSpan, zones: [Int], drain: TimeSpan, restartsAfter: TimeSpan?,
        failure: Distribution? = nil
    ) {
        self.name = name
        self.position = position
        self.count = count
        self.carries = carries
        self.restartAge = restartAge
        self.zones = zones
        self.drain = drain
        self.restartsAfter = restartsAfter
        self.failure = failure
    }

    /// The same, so much longer after their last start.
    package func later(by span: TimeSpan) -> GroupSpec {
        var later = self
        later.restartAge = restartAge + span
        return later
    }
}
