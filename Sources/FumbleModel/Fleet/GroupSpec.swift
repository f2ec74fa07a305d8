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
    /// How crashed servers are rebuilt elsewhere; nil: they are not.
    package let replaced: ReplacementSpec?
    /// What its servers are called, one name each; empty: they are named after the group.
    package let names: [String]

    package init(
        name: String, position: SourcePosition, count: Int, carries: [SubsystemID],
        restartAge: TimeSpan, zones: [Int], drain: TimeSpan, restartsAfter: TimeSpan?,
        failure: Distribution? = nil, replaced: ReplacementSpec? = nil, names: [String] = []
    ) {
        precondition(names.isEmpty || names.count == count, "\(names.count) names for \(count)")
        self.name = name
        self.position = position
        self.count = count
        self.carries = carries
        self.restartAge = restartAge
        self.zones = zones
        self.drain = drain
        self.restartsAfter = restartsAfter
        self.failure = failure
        self.replaced = replaced
        self.names = names
    }

    /// The same, so much longer after their last start.
    package func later(by span: TimeSpan) -> GroupSpec {
        var later = self
        later.restartAge = restartAge + span
        return later
    }
}

/// How a crashed server is rebuilt elsewhere: as a new one, with nothing on its disks, in its place.
package struct ReplacementSpec: Sendable, Hashable {
    /// From the crash, or from the rebuild before where too many wait, to the start of the new one.
    package let after: TimeSpan
    /// The most servers of the group that are rebuilt at one time; nil: no limit.
    package let atOnce: Int?

    package init(after: TimeSpan, atOnce: Int?) {
        self.after = after
        self.atOnce = atOnce
    }
}
