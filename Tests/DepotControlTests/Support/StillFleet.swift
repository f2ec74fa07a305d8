import FumbleModel

/// A fleet that does what it is told at once, in its own time; the second conformer of the port here.
struct StillFleet: Fleet {
    let topology: Topology
    /// Why it cannot do anything; nil: it can.
    let refusal: FleetError?
    private var now = Instant.start
    private var standing: [Life]

    init(_ topology: Topology, refusal: FleetError? = nil) {
        self.topology = topology
        self.refusal = refusal
        standing = Array(repeating: .serving, count: topology.serverCount)
    }

    mutating func apply(_ command: FleetCommand) async throws(FleetError) {
        if let refusal { throw refusal }
        switch command {
        case .remove(let servers): for server in servers { standing[server.index] = .removed }
        case .add(let servers): for server in servers { standing[server.index] = .serving }
        default: return
        }
    }

    mutating func advance(to instant: Instant) async throws(FleetError) -> [FleetEvent] {
        now = instant
        return []
    }

    func tally() async -> Tally {
        let serving = topology.carriers.map { $0.count { standing[$0.index] == .serving } }
        return Tally(
            at: now, serving: serving, leaving: serving.map { _ in 0 },
            operable: serving.map { _ in true })
    }

    func lives() async -> [Life] { standing }

    mutating func closeWindow() async -> WindowSample {
        WindowSample(start: now, length: .zero, operations: [], subsystems: [], queued: [])
    }

    func eventCount() async -> EventCount { EventCount(events: 0, hash: 0, marks: []) }
}
