/// An invariant over a fleet's history, judged without asking any guard.
package protocol Promise: Sendable {
    /// - Returns: one result for each subject of the promise, such as each subsystem.
    func examine(_ history: FleetHistory) -> [PromiseResult]
}

/// What a promise is judged by: every change of capacity, and every removal.
package struct FleetHistory: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    /// Changes of each subsystem's serving servers, first at the start, then in order of time.
    package let serving: [[Step]]
    package let removals: [Step]
    package let end: Instant

    package init(
        fleet: FleetSpec, topology: Topology, serving: [[Step]], removals: [Step], end: Instant
    ) {
        self.fleet = fleet
        self.topology = topology
        self.serving = serving
        self.removals = removals
        self.end = end
    }

    /// A number of servers, from one instant on (serving) or at it (removals).
    package struct Step: Sendable, Hashable {
        package let at: Instant
        package let servers: Int

        package init(at: Instant, servers: Int) {
            self.at = at
            self.servers = servers
        }
    }
}

/// Whether a promise was kept for one subject.
package struct PromiseResult: Sendable, Hashable {
    package let promise: String
    /// The subsystem it is about; nil: the fleet.
    package let subsystem: String?
    package let isKept: Bool
    /// The level promised, and the worst level seen, in servers.
    package let limit: Int
    package let worst: Int
    package let brokenAt: Instant?
    /// How long it was broken in all.
    package let brokenFor: TimeSpan

    package init(
        promise: String, subsystem: String?, isKept: Bool, limit: Int, worst: Int,
        brokenAt: Instant?, brokenFor: TimeSpan
    ) {
        self.promise = promise
        self.subsystem = subsystem
        self.isKept = isKept
        self.limit = limit
        self.worst = worst
        self.brokenAt = brokenAt
        self.brokenFor = brokenFor
    }
}
