/// An invariant over a fleet's history, judged without asking any guard.
package protocol Promise: Sendable {
    /// - Returns: one result for each subject of the promise, such as each subsystem.
    func examine(_ history: FleetHistory) -> [PromiseResult]
}

/// What a promise is judged by: every change of capacity and of data, every removal, and how
/// clients were answered.
package struct FleetHistory: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    /// Changes of each subsystem's serving servers, first at the start, then in order of time.
    package let serving: [[Step]]
    package let removals: [Step]
    /// Changes of how much of each subsystem's data is there, in the fleet's order; none until the
    /// first.
    package let data: [[DataStep]]
    /// What clients asked and got, in order of time.
    package let windows: [WindowSample]
    package let end: Instant

    package init(
        fleet: FleetSpec, topology: Topology, serving: [[Step]], removals: [Step],
        data: [[DataStep]] = [], windows: [WindowSample] = [], end: Instant
    ) {
        self.data = data
        self.windows = windows
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

extension FleetHistory {
    /// The share of a subsystem's data that is there, from one instant on.
    package struct DataStep: Sendable, Hashable {
        package let at: Instant
        package let there: Share

        package init(at: Instant, there: Share) {
            self.at = at
            self.there = there
        }
    }
}

/// Whether a promise was kept for one subject.
package struct PromiseResult: Sendable, Hashable {
    package let promise: String
    /// The subsystem it is about; nil: the fleet, or an operation.
    package let subsystem: String?
    /// The operation it is about, if it is about clients.
    package let operation: String?
    package let isKept: Bool
    /// The level promised, and the worst level seen, in `unit`.
    package let limit: Int
    package let worst: Int
    package let unit: Unit
    package let brokenAt: Instant?
    /// How long it was broken in all.
    package let brokenFor: TimeSpan

    /// What levels are counted in.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case servers
        /// The share of what clients asked that was answered in time, in parts per million.
        case goodput
        /// The share of a subsystem's data that is there, in parts per million.
        case data
    }

    package init(
        promise: String, subsystem: String?, operation: String? = nil, isKept: Bool, limit: Int,
        worst: Int, unit: Unit = .servers, brokenAt: Instant?, brokenFor: TimeSpan
    ) {
        self.promise = promise
        self.subsystem = subsystem
        self.operation = operation
        self.isKept = isKept
        self.limit = limit
        self.worst = worst
        self.unit = unit
        self.brokenAt = brokenAt
        self.brokenFor = brokenFor
    }

    /// The same result of a promise that the fleet's file calls otherwise.
    package func named(_ promise: String) -> PromiseResult {
        PromiseResult(
            promise: promise, subsystem: subsystem, operation: operation, isKept: isKept,
            limit: limit, worst: worst, unit: unit, brokenAt: brokenAt, brokenFor: brokenFor)
    }

    /// A level as a fraction, where levels are shares; nil: they are servers.
    package func fraction(of level: Int) -> Double? {
        unit == .servers ? nil : Double(level) / 1_000_000
    }
}
