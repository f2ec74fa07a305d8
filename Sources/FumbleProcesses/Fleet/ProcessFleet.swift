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
    let measures: [MeasureSpec]
    var servers: [ServerStanding]
    var capacity: CapacityCount
    var seats: RoleSeats
    /// The restarts under way; no server is in two of them.
    var restarts: [RestartCourse] = []
    /// Subsystems whose start on a server is over, as the server says.
    var startsOver: Set<StartOver> = []
    /// By subsystem, those through which people operate it.
    var neededToOperate: [[SubsystemID]]
    /// Servers that have ended since they were told to, or did not run.
    var ended: Set<ServerID> = []
    /// What is done to servers' disks before they start next, in the order in which it is done.
    var changes: [(server: ServerID, change: DiskChange)] = []
    /// Servers that were asked to end, and when.
    var stops: [ServerID: Instant] = [:]
    /// Those of them that are to start as soon as they have ended.
    var startsWhenEnded: Set<ServerID> = []
    /// Servers that clients alone cannot reach.
    private var hidden: Set<ServerID> = []
    /// Servers that a fault ends together, until the last of them has ended.
    var endings: [EndCourse] = []
    /// The fault of which what is done now is a part.
    var fault: String?
    /// Servers that nobody can reach, whatever has become of them.
    var cut: Set<ServerID> = []
    /// By server, whether it serves as it says itself.
    var says: [Bool]
    var offers: [OperationID: OfferCourse] = [:]
    private var areClientsDismissed = false
    private var windowStart = Instant.start
    private(set) var time = Instant.start
    private(set) var course: ServingCourse
    /// Crashed servers that their own machines start again, and when.
    private var revivals: [(at: Instant, server: ServerID)] = []
    private var counted = FleetEventCounter()
    /// What commands made of the fleet since the last advance.
    var untold: [FleetEvent] = []

    /// - Parameter measures: what `readings()` answers.
    package init(
        _ spec: FleetSpec, topology: Topology, host: Host, clients: Clients,
        measures: [MeasureSpec] = []
    ) {
        self.spec = spec
        self.topology = topology
        self.host = host
        self.clients = clients
        self.measures = measures
        course = ServingCourse(topology)
        servers = Array(repeating: .starting, count: topology.serverCount)
        says = Array(repeating: false, count: topology.serverCount)
        capacity = CapacityCount(topology)
        seats = RoleSeats(spec)
        neededToOperate = spec.subsystems.map(\.needs.toOperate)
    }

    struct StartOver: Sendable, Hashable {
        let server: ServerID
        let subsystem: SubsystemID
    }

    package var longestAdvance: TimeSpan? { .milliseconds(200) }

    package func lateness(since instant: Instant) async -> TimeSpan? {
        max(.zero, await host.now() - instant)
    }

    package mutating func open() async throws(FleetError) {
        do throws(FleetError) {
            try await host.open()
        } catch {
            throw await host.loss ?? error
        }
        servers = Array(repeating: .serving, count: topology.serverCount)
        says = Array(repeating: true, count: topology.serverCount)
        capacity = CapacityCount(topology)
        try await clients.open()
        await host.beginTime()
    }

    package mutating func close() async throws(FleetError) {
        if !areClientsDismissed, let record = await clients.record() {
            untold.append(FleetEvent(at: time, what: .asked(record)))
        }
        await clients.close()
        try await host.close()
    }

    package mutating func lastWords() async -> [RunEvent.What] {
        defer { untold = [] }
        return untold.map { .fleet($0.what) } + (await host.remarks()).map { .note($0) }
    }

    package mutating func advance(to instant: Instant) async throws(FleetError) -> [FleetEvent] {
        var events = untold
        untold = []
        while true {
            let due = revivals.map(\.at).min() ?? instant
            let happened = try await host.happenings(until: min(due, instant))
            for happening in happened { events += await tell(happening) }
            try await goOnRestarting()
            events += untold
            untold = []
            if happened.isEmpty, due >= instant { break }
            try await revive(at: await host.now())
        }
        for named in await host.primariesNamed() {
            events += seats.name(named, isServing: servers[named.server.index].isServing)
        }
        time = max(time, instant)
        for event in events {
            counted.count(event)
            course.record(event)
        }
        return events
    }

    package func tally() async -> Tally {
        Tally(
            at: await host.now(), serving: capacity.serving,
            leaving: topology.carriers.map { $0.count { servers[$0.index] == .draining } },
            operable: neededToOperate.map { needed in
                needed.allSatisfy { capacity.serving[$0.index] > 0 }
            })
    }

    package func lives() async -> [Life] { servers.map(\.life) }

    package func primaries() async -> [[ServerID]] {
        let roles = spec.processes?.roles ?? []
        guard !roles.isEmpty else { return [] }
        var primaries: [[ServerID]] = spec.subsystems.map { _ in [] }
        for role in roles {
            guard let server = await host.primary(of: role.subsystem),
                servers[server.index].isServing
            else { continue }
            primaries[role.subsystem.index] = [server]
        }
        return primaries
    }

    package mutating func closeWindow() async -> WindowSample {
        let end = time
        let operations = await clients.closeWindow(at: end)
        defer { windowStart = end }
        return WindowSample(
            start: windowStart, length: end - windowStart, operations: operations,
            subsystems: capacity.takeWindow(), queued: spec.dependents.map { _ in 0 })
    }

    package mutating func dismissClients() async -> [FleetEvent] {
        for operation in offers.keys.sorted() { await endOffer(of: operation) }
        let told = untold.map { FleetEvent(at: time, what: $0.what) }
        untold = []
        areClientsDismissed = true
        let read = await clients.readBack()
        let found: [FleetEvent.What?] = [
            await clients.record().map { .asked($0) }, read.map { .read($0) },
        ]
        let events = told + found.compactMap(\.self).map { FleetEvent(at: time, what: $0) }
        for event in events { counted.count(event) }
        return events
    }

    package func eventCount() async -> EventCount { counted.count }

    /// What a happening makes of its server, and of the subsystems that it carries.
    private mutating func tell(_ happening: ServerHappening) async -> [FleetEvent] {
        let index = happening.server.index
        let before = servers[index]
        servers[index] = seen(before.after(happening.what), happening.server)
        says[index] = happening.what.serves ?? says[index]
        if servers[index] == .crashed, case .ended = happening.what,
            let after = spec.groups[Int(topology.groupOf[index])].restartsAfter
        {
            revivals.append((happening.at + after, happening.server))
        }
        if case .ended(let how) = happening.what {
            ended.insert(happening.server)
            tellStop(happening.server, how, at: happening.at)
            tellEnd(of: happening.server, at: happening.at)
        }
        if case .reached(let milestone) = happening.what, milestone.isReady {
            startsOver.insert(
                StartOver(server: happening.server, subsystem: milestone.subsystem))
        }
        if before.isServing != servers[index].isServing {
            await noteForClients(happening.server)
        }
        return milestones(of: happening)
            + change(
                of: happening.server, from: before.isServing, to: servers[index].isServing,
                at: happening.at)
            + removed(from: before, to: servers[index], at: happening.at)
    }

    /// Tells how long one took to end that was asked to.
    private mutating func tellStop(_ server: ServerID, _ how: String, at instant: Instant) {
        guard let asked = stops.removeValue(forKey: server) else { return }
        let effect = "\(how), \(instant - asked) after it was asked to"
        untold.append(
            FleetEvent(at: instant, what: .bit(fault: "stop", servers: 1, effect: effect)))
        if startsWhenEnded.remove(server) != nil { revivals.append((instant, server)) }
    }

    /// Tells how long it took until all had ended that a fault ends together.
    private mutating func tellEnd(of server: ServerID, at instant: Instant) {
        for place in endings.indices {
            guard let told = endings[place].end(server, at: instant) else { continue }
            untold.append(FleetEvent(at: instant, what: told.event))
        }
        endings.removeAll(where: \.isOver)
    }

    private func removed(
        from before: ServerStanding, to after: ServerStanding, at instant: Instant
    ) -> [FleetEvent] {
        before == .draining && after == .removed
            ? [FleetEvent(at: instant, what: .removed(servers: 1))] : []
    }

    private mutating func revive(at now: Instant) async throws(FleetError) {
        let due = revivals.filter { $0.at <= now }.map(\.server)
        guard !due.isEmpty else { return }
        revivals.removeAll { $0.at <= now }
        try await apply(.start(due))
    }

    /// How one stands for all who ask: whom nobody can reach does not serve.
    private func seen(_ standing: ServerStanding, _ id: ServerID) -> ServerStanding {
        cut.contains(id) && [.serving, .starting, .stopped].contains(standing) ? .cutOff : standing
    }

    /// Sets how servers stand from now on, where a command decides it and not what they say.
    mutating func set(_ ids: [ServerID], to standing: ServerStanding) async {
        let now = await host.now()
        for id in ids {
            let before = servers[id.index]
            let after = seen(standing, id)
            servers[id.index] = after
            if before.isServing != after.isServing {
                await noteForClients(id)
            }
            untold += change(of: id, from: before.isServing, to: after.isServing, at: now)
        }
    }

    /// The health check stands where clients do: whom they cannot reach it does not either.
    mutating func hide(_ ids: [ServerID], isHidden: Bool) async {
        for id in ids {
            if isHidden { hidden.insert(id) } else { hidden.remove(id) }
            if servers[id.index].isServing { await noteForClients(id) }
        }
    }

    private func noteForClients(_ id: ServerID) async {
        await clients.note(id, serves: servers[id.index].isServing && !hidden.contains(id))
    }

    private mutating func change(
        of server: ServerID, from wasServing: Bool, to isServing: Bool, at instant: Instant
    ) -> [FleetEvent] {
        let lost = isServing ? [] : seats.vacate(server, at: instant)
        return capacity.change(
            of: server, from: wasServing, to: isServing, at: instant, topology) + lost
    }
}
