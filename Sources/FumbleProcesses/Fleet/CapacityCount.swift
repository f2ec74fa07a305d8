import FumbleModel

/// How many servers of each subsystem serve, now and at the fewest in the window.
struct CapacityCount: Sendable {
    private(set) var serving: [Int]
    private var lowest: [Int]
    private let whole: [Int]

    /// Every server serves.
    init(_ topology: Topology) {
        whole = topology.carriers.map(\.count)
        serving = whole
        lowest = whole
    }

    /// - Returns: what the change of one server makes of the subsystems that it carries.
    mutating func change(
        of server: ServerID, from wasServing: Bool, to isServing: Bool, at instant: Instant,
        _ topology: Topology
    ) -> [FleetEvent] {
        guard wasServing != isServing else { return [] }
        return topology.carried(by: server).flatMap { subsystem in
            let place = subsystem.index
            serving[place] += isServing ? 1 : -1
            lowest[place] = min(lowest[place], serving[place])
            var events: [FleetEvent.What] = [
                .serving(subsystem: subsystem, servers: serving[place])
            ]
            if !isServing, serving[place] == 0 { events.append(.stopped(subsystem: subsystem)) }
            if isServing, serving[place] == 1 { events.append(.began(subsystem: subsystem)) }
            if isServing, serving[place] == whole[place] {
                events.append(.whole(subsystem: subsystem))
            }
            return events.map { FleetEvent(at: instant, what: $0) }
        }
    }

    /// Ends a window.
    mutating func takeWindow() -> [SubsystemSample] {
        defer { lowest = serving }
        return zip(serving, lowest).map { SubsystemSample(serving: $0, lowest: $1) }
    }
}
