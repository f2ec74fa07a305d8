package import FumbleModel

/// A fleet of real processes: what is told of its servers, turned into capacity, and commands turned
/// into what is done to them.
///
/// It is a value; the host and the clients do all that reaches the world.
package struct ProcessFleet<Host: ServerHost, Clients: FleetClients>: Fleet {
    let spec: FleetSpec
    let topology: Topology
    let host: Host
    let clients: Clients
    var servers: [ServerStanding]
    var capacity: CapacityCount
    var restart: RestartCourse?
    /// Servers of the restart that have ended since it began.
    var ended: Set<ServerID> = []
    private var windowStart = Instant.start
    private var time = Instant.start
    private var counted = FleetEventCounter()
    /// What commands made of the fleet since the last advance.
    private var untold: [FleetEvent] = []

    package init(_ spec: FleetSpec, topology: Topology, host: Host, clients: Clients) {
        self.spec = spec
        self.topology = topology
        self.host = host
        self.clients = clients
        servers = Array(repeating: .starting, count: topology.serverCount)
        capacity = CapacityCount(topology)
    }

    package mutating func open() async throws(FleetError) {
        try await host.open()
        servers = Array(repeating: .serving, count: topology.serverCount)
        capacity = CapacityCount(topology)
        try await clients.open()
    }

    package mutating func close() async throws(FleetError) {
        await clients.close()
        try await host.close()
    }

    package mutating func advance(to instant: Instant) async throws(FleetError) -> [FleetEvent] {
        var events = untold
        untold = []
        while true {
            let happened = try await host.happenings(until: instant)
            for happening in happened { events += tell(happening) }
            try await goOnRestarting()
            events += untold
            untold = []
            if happened.isEmpty { break }
        }
        time = max(time, instant)
        for event in events { counted.count(event) }
        return events
    }

    package func tally() async -> Tally {
        Tally(
            at: await host.now(), serving: capacity.serving,
            leaving: topology.carriers.map { $0.count { servers[$0.index] == .draining } },
            operable: spec.subsystems.map { subsystem in
                subsystem.needs.toOperate.allSatisfy { capacity.serving[$0.index] > 0 }
            })
    }

    package func lives() async -> [Life] { servers.map(\.life) }

    package mutating func closeWindow() async -> WindowSample {
        let end = time
        let operations = await clients.closeWindow(at: end)
        defer { windowStart = end }
        return WindowSample(
            start: windowStart, length: end - windowStart, operations: operations,
            subsystems: capacity.takeWindow(), queued: spec.dependents.map { _ in 0 })
    }

    package func eventCount() async -> EventCount { counted.count }

    /// What a happening makes of its server, and of the subsystems that it carries.
    private mutating func tell(_ happening: ServerHappening) -> [FleetEvent] {
        let index = happening.server.index
        let before = servers[index]
        servers[index] = before.after(happening.what)
        if case .ended = happening.what { ended.insert(happening.server) }
        return capacity.change(
            of: happening.server, from: before.isServing, to: servers[index].isServing,
            at: happening.at, topology)
            + removed(from: before, to: servers[index], at: happening.at)
    }

    private func removed(
        from before: ServerStanding, to after: ServerStanding, at instant: Instant
    ) -> [FleetEvent] {
        before == .draining && after == .removed
            ? [FleetEvent(at: instant, what: .removed(servers: 1))] : []
    }

    /// Sets how servers stand from now on, where a command decides it and not what they say.
    mutating func set(_ ids: [ServerID], to standing: ServerStanding) async {
        let now = await host.now()
        for id in ids {
            let before = servers[id.index]
            servers[id.index] = standing
            untold += capacity.change(
                of: id, from: before.isServing, to: standing.isServing, at: now, topology)
        }
    }
}
