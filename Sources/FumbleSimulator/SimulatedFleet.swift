package import FumbleModel

/// A fleet made of values and a queue of things to come: the same description, seed and commands
/// give the same run on every machine, event for event.
///
/// Time stands still while it is told what to do, and passes in `advance(to:)`. An *instance* is one
/// subsystem on one server. At time 0 everything serves. Traffic is *flow*: between two events the
/// rates at which clients ask and are answered are constant, and worked out by `TrafficSolver`.
/// What happened at an instant is told when that instant is over, so what a command brings about is
/// told by the next `advance(to:)`.
package struct SimulatedFleet: Fleet {
    let spec: FleetSpec
    let topology: Topology
    let roster: Roster
    let facts: [SubsystemFacts]
    let chance: BootChance
    let failures: FailureChance
    /// Microseconds since the start of the run.
    var now: Int64 = 0
    var queue = EventQueue<PendingEvent>()
    var servers: Servers
    var paces = Paces()
    var configs = Configs()
    var instances: Instances
    var cells: [Cell]
    var standings: [Standing]
    var needs: NeedGraph
    var starts: StartQueues
    var restarts: [FullRestart] = []
    var work: OpenWork
    var losses: [LossKeeper]
    var data: [DataKeeper]
    var seats: Seats
    /// By group: the servers that are rebuilt elsewhere.
    var rebuilds: [Rebuilds]
    var solver: TrafficSolver
    /// Where clients are a flow; of the request grain they are with the requests.
    var caches: CacheMemories
    /// Whether a change of an instance may be one of a cache.
    let hasCaches: Bool
    /// What clients ask of each operation, as a multiple of its own rate.
    var offers: [Double]
    var doors: Doors
    var dependents: [DependentQueue]
    /// Whether the flows have to be worked out again.
    var isTrafficOpen = true
    var log: EventLog
    var windows: WindowKeeper
    var counter = EventCounter()
    let grain: TrafficGrain
    let measures: [MeasureSpec]
    var meters: FleetMeters
    /// Servers removed since the start of the run.
    var removedCount = 0
    /// Of the request grain alone; in the flow grain it has no clients.
    var requests: RequestTraffic
    /// Workers of which the requests have to be told.
    var changedWorkers: DirtyList

    /// - Parameters:
    ///   - traffic: whether clients are a flow or single requests.
    ///   - measures: what `readings()` answers.
    package init(
        _ spec: FleetSpec, topology: Topology, seed: UInt64, traffic: TrafficGrain = .flow,
        measures: [MeasureSpec] = []
    ) {
        self.spec = spec
        grain = traffic
        self.measures = measures
        self.topology = topology
        let roster = Roster(spec, topology)
        self.roster = roster
        facts = Self.facts(of: spec, roster)
        chance = BootChance(spec, seed: seed)
        servers = Servers(count: topology.serverCount)
        let born = spec.groups.map { Horizon.difference(0, $0.restartAge.microseconds) }
        instances = Instances(
            lastStart: roster.serverOf.map { born[roster.group(of: Int($0))] })
        cells = Self.cells(of: facts)
        standings = facts.map(Self.standing)
        needs = NeedGraph(spec.subsystems)
        needs.update(hasBegun: standings.map(\.hasBegun))
        starts = StartQueues(subsystems: facts.count)
        seats = Seats(spec, facts, roster)
        work = OpenWork(subsystems: facts.count, cells: cells.count, seats: seats.states.count)
        losses = facts.map(LossKeeper.init)
        hasCaches = spec.subsystems.contains { $0.cache != nil }
        caches = traffic == .flow ? CacheMemories(spec, roster) : CacheMemories()
        data = spec.subsystems.map { DataKeeper($0.state) }
        rebuilds = spec.groups.map { Rebuilds($0.replaced) }
        solver = TrafficSolver(spec)
        offers = [Double](repeating: 1, count: spec.operations.count)
        doors = Doors(operations: spec.operations.count, subsystems: facts.count)
        dependents = spec.dependents.map(DependentQueue.init)
        let capacities = facts.map(\.capacity)
        log = EventLog(capacities: capacities, isOperable: needs.isOperable)
        windows = WindowKeeper(operations: spec.operations.count, capacities: capacities)
        let hasRequests = traffic == .requests
        requests =
            hasRequests
            ? RequestTraffic(spec, roster, facts, seed: seed, measures: measures)
            : RequestTraffic()
        changedWorkers = DirtyList(count: hasRequests ? roster.instanceCount : 0)
        failures = FailureChance(spec, seed: seed)
        meters = FleetMeters(measures, facts, grain: traffic)
        if hasRequests, !seats.isEmpty { requests.remember(seats, of: spec) }
        beginLives()
    }

    /// Lets time pass up to `instant`.
    ///
    /// - Throws: `didNothing` for an instant that is past.
    package mutating func advance(to instant: Instant) throws(FleetError) -> [FleetEvent] {
        let target = instant.microseconds
        guard target >= now else {
            throw .didNothing("time does not go back, from \(now) us to \(target) us")
        }
        endInstant()
        while let next = queue.nextTime, next <= target {
            try goOnWithRequests(until: next - 1)
            now = next
            while queue.nextTime == now, let event = queue.pop() { handle(event) }
            endInstant()
        }
        try goOnWithRequests(until: target)
        now = target
        return log.take()
    }

    package func tally() -> Tally {
        Tally(
            at: Instant(microseconds: now), serving: standings.map(\.serving),
            leaving: standings.map(\.leaving), operable: needs.isOperable)
    }

    package func lives() -> [Life] { servers.condition.indices.map(life) }

    package func primaries() -> [[ServerID]] {
        if seats.isEmpty { return [] }
        return facts.indices.map { subsystem in
            seats.seats(of: subsystem).compactMap { seat in
                guard case .filled(let instance, _) = seats.states[seat] else { return nil }
                return ServerID(Int(roster.serverOf[instance]))
            }
        }
    }

    package mutating func closeWindow() -> WindowSample {
        switch grain {
        case .flow:
            windows.close(standings, queued: dependents.map { $0.queued(at: now) }, at: now)
        case .requests:
            windows.close(
                standings, queued: requests.senders.map { Double($0.queued) }, at: now,
                counted: requests.takeCounts())
        }
    }

    package func readings() -> [MeasureReading] {
        var readings = measures.map {
            MeasureReading(
                name: $0.name, weight: 0, mean: nil, standardDeviation: nil, quantiles: [],
                probability: nil)
        }
        let ofFleet = meters.readings(
            of: measures, at: now,
            lastStarts: { subsystem in
                topology.carriers[subsystem].indices.map {
                    instances.lastStart[roster.instance(of: subsystem, at: $0)]
                }
            }, queued: { dependents[$0].queued(at: now) })
        for (place, reading) in ofFleet + requests.meters.readings(of: measures, at: now) {
            readings[place] = reading
        }
        return readings
    }

    package func eventCount() -> EventCount { counter.count }

    private func life(of server: Int) -> Life {
        switch servers.condition[server] {
        case .draining: .draining
        case .removed: .removed
        case .crashed: .crashed
        case .hung: .hung
        case .cutOff: .cutOff
        case .up:
            roster.instances(of: server).allSatisfy { instances.state[$0] == .serving }
                ? .serving : .starting
        }
    }

    private static func facts(of spec: FleetSpec, _ roster: Roster) -> [SubsystemFacts] {
        var facts: [SubsystemFacts] = []
        var firstCell = 0
        for (index, subsystem) in spec.subsystems.enumerated() {
            let fact = SubsystemFacts(
                subsystem, capacity: roster.capacity(of: index), firstCell: firstCell)
            firstCell += fact.cellCount
            facts.append(fact)
        }
        return facts
    }

    private static func cells(of facts: [SubsystemFacts]) -> [Cell] {
        facts.flatMap { fact in
            (0..<fact.cellCount).map { cell in
                let serving = (fact.capacity - cell + fact.cellCount - 1) / fact.cellCount
                return Cell(serving: Int32(max(serving, 0)), isLive: fact.capacity > 0)
            }
        }
    }

    private static func standing(of fact: SubsystemFacts) -> Standing {
        Standing(
            serving: fact.capacity, liveCells: fact.capacity > 0 ? fact.cellCount : 0,
            hasBegun: fact.capacity > 0, servingAtPace: [fact.capacity])
    }
}
