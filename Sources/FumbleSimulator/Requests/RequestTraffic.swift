internal import FumbleModel

/// Clients' requests one by one: each is an event when it comes up, when a server has worked on it,
/// and when its client loses patience.
///
/// It knows of the fleet only what it is told between two of the fleet's own events: which workers
/// are open, held or gone, and which subsystems and cells answer. Records lie in flat arrays and name
/// each other by number, so that a run of any length uses the memory of what is under way.
struct RequestTraffic: Sendable {
    /// Microseconds since the start of the run.
    var now: Int64 = 0
    var queue = EventQueue<RequestEvent>()
    var pool = AttemptPool()
    var clients: [Client]
    var patience: [PatienceQueue]
    var way: Way
    var stations: [Station]
    var crews: [Crew]
    var lanes: [Lane]
    var workers: [Worker]
    /// Workers that requests are routed to, cell by cell.
    var routes: [Int32]
    var senders: [Sender]
    var caches: CacheMemories
    var meters: RequestMeters
    /// What has to be told of this stretch of time.
    var told: [FleetEvent] = []
    /// Whether an attempt found no place.
    var isFull = false
    /// By subsystem, the keys of which the data is deleted.
    var deletedKeys: [KeyRanges] = []
    /// By operation, where its answers are remembered; empty where no subsystem has primaries.
    var acknowledging: [[Acknowledging]] = []
    /// What each seat's primary acknowledged lately.
    var tails: [AnswerTail] = []

    /// Of a fleet that nobody asks anything.
    init() {
        clients = []
        patience = []
        way = Way()
        stations = []
        crews = []
        lanes = []
        workers = []
        routes = []
        senders = []
        caches = CacheMemories()
        meters = RequestMeters([], operations: 0, subsystems: 0, dependents: 0)
    }

    init(
        _ spec: FleetSpec, _ roster: Roster, _ facts: [SubsystemFacts], seed: UInt64,
        measures: [MeasureSpec]
    ) {
        clients = spec.operations.map { Client($0, seed: seed) }
        patience = spec.operations.map { _ in PatienceQueue() }
        way = Way(spec, seed: seed)
        senders = spec.dependents.map { Sender($0, seed: seed) }
        caches = CacheMemories(spec, roster)
        var lanes = 0
        stations = []
        crews = []
        workers = []
        var firstRoute = 0
        for (subsystem, fact) in zip(spec.subsystems, facts) {
            stations.append(Station(subsystem, fact, firstLane: lanes, seed: seed))
            lanes += subsystem.queue.isShared ? fact.cellCount : fact.capacity
            for cell in 0..<fact.cellCount {
                crews.append(Crew(firstRoute: Int32(firstRoute)))
                firstRoute += (fact.capacity - cell + fact.cellCount - 1) / fact.cellCount
            }
        }
        deletedKeys = [KeyRanges](repeating: KeyRanges(), count: stations.count)
        self.lanes = [Lane](repeating: Lane(), count: lanes)
        routes = [Int32](repeating: -1, count: firstRoute)
        meters = RequestMeters(
            measures, operations: spec.operations.count, subsystems: spec.subsystems.count,
            dependents: spec.dependents.count)
        for subsystem in stations.indices {
            stations[subsystem].isMeasured = meters.measures(subsystem)
        }
        for instance in 0..<roster.instanceCount {
            let subsystem = Int(roster.subsystemOf[instance])
            let place = Int(roster.placeOf[instance])
            let cell = facts[subsystem].cell(of: place)
            let station = stations[subsystem]
            let lane =
                Int(station.firstLane)
                + (station.isShared ? cell - Int(station.firstCell) : place)
            workers.append(Worker(lane: lane, cell: cell, subsystem: subsystem))
            workers[instance].state = .gone
            set(instance, to: .open, isUnnoticed: false, factor: 1, noticedAfter: 0)
        }
        if !caches.isEmpty { tellCaches() }
        for operation in clients.indices { planIntent(of: operation) }
        for sender in senders.indices { planSending(of: sender) }
    }

    /// Lets requests go on up to `limit`.
    ///
    /// - Throws: `mayHaveHappened` when more attempts are under way than fit in memory.
    mutating func run(until limit: Int64, _ counter: inout EventCounter) throws(FleetError) {
        while let time = queue.nextTime, time <= limit, let event = queue.pop() {
            now = time
            counter.count(event)
            handle(event)
            if isFull { throw tooMany() }
        }
        now = limit
    }

    private mutating func handle(_ event: RequestEvent) {
        let subject = Int(event.subject)
        switch event.kind {
        case .arrival: intend(subject, at: event.time)
        case .served: serve(subject, at: event.time)
        case .patience: losePatience(subject)
        case .lost:
            let attempt = pool.attempts[subject]
            if attempt.state == .failing && attempt.ends == now { fail(subject) }
        case .sending: send(subject, at: event.time)
        case .draining: drain(subject, at: event.time)
        }
    }

    mutating func plan(_ kind: RequestEvent.Kind, of subject: Int, at time: Int64) {
        guard time < Horizon.farAway else { return }
        queue.push(RequestEvent(time: time, subject: Int32(subject), kind: kind))
    }

    private func tooMany() -> FleetError {
        .mayHaveHappened(
            "more than \(pool.most) requests are under way at once at "
                + "\(Instant(microseconds: now)): bound a queue, or shorten a timeout")
    }
}
