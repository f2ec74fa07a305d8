import FumbleModel
import Synchronization

/// What a scripted fleet was told to do and how it now stands, for a test to look at.
final class FleetDiary: Sendable {
    /// A class, because the engine keeps the fleet and the test keeps this.
    private let state = Mutex(State())

    struct State {
        var commands: [String] = []
        var lives: [Life] = []
        var offered: [Double] = [1, 1]
        var slowed: [Double] = []
        /// How often somebody asked for a signal.
        var asked = 0
        /// When somebody asked who the primaries are.
        var askedForPrimaries: [Instant] = []
        /// Each `open` and `close`, in their order.
        var course: [String] = []
    }

    var commands: [String] { state.withLock(\.commands) }

    /// Whether every server serves, at its own speed, and clients ask what they always did.
    var isAsAtTheStart: Bool {
        state.withLock { state in
            state.lives.allSatisfy { $0 == .serving } && state.offered.allSatisfy { $0 == 1 }
                && state.slowed.allSatisfy { $0 == 1 }
        }
    }

    func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { body(&$0) }
    }
}

/// A fleet that does what a test has written down: a second conformer of the port.
struct ScriptedFleet: Fleet {
    /// Goodput as a share of what is asked, from an instant on; nil: nobody asks.
    struct Turn: Sendable {
        let from: Int64
        let share: Double?
    }

    /// What goes wrong with the n-th command, counted from 0.
    enum Refusal: Sendable {
        case didNothing(Int)
        case happenedAndThrew(Int)
        /// No command from the n-th on is carried out.
        case everyOneFrom(Int)
        /// From the n-th on there is no fleet any more.
        case goneFrom(Int)
    }

    let topology: Topology
    let diary: FleetDiary
    let turns: [Turn]
    let script: [FleetEvent]
    let refusal: Refusal?
    /// The fleet is lost at that instant.
    let lostAt: Instant?
    /// Why it cannot be brought up; nil: it can.
    let cannotOpen: String?
    /// nil: its time is no real one.
    var longestAdvance: TimeSpan?
    private var now = Instant.start
    private var windowStart = Instant.start
    private var told = 0
    private var count = 0
    private var operable: [Bool]

    init(
        _ topology: Topology, diary: FleetDiary = FleetDiary(), turns: [Turn] = [],
        script: [FleetEvent] = [], refusal: Refusal? = nil, lostAt: Instant? = nil,
        operable: [Bool]? = nil, cannotOpen: String? = nil
    ) {
        self.cannotOpen = cannotOpen
        self.topology = topology
        self.diary = diary
        self.turns = turns
        self.script = script
        self.refusal = refusal
        self.lostAt = lostAt
        self.operable = operable ?? topology.carriers.map { _ in true }
        diary.change { state in
            state.lives = Array(repeating: .serving, count: topology.serverCount)
            state.slowed = Array(repeating: 1, count: topology.serverCount)
        }
    }

    mutating func open() async throws(FleetError) {
        diary.change { $0.course.append("open") }
        if let cannotOpen { throw .didNothing(cannotOpen) }
    }

    mutating func close() async throws(FleetError) {
        let isCancelled = Task.isCancelled
        diary.change { $0.course.append(isCancelled ? "close, cancelled" : "close") }
    }

    mutating func apply(_ command: FleetCommand) async throws(FleetError) {
        defer { count += 1 }
        if Task.isCancelled { throw .didNothing("cancelled") }
        switch refusal {
        case .didNothing(count): throw .didNothing("refused")
        case .happenedAndThrew(count):
            carryOut(command)
            throw .mayHaveHappened("no answer")
        case .goneFrom(let first) where count >= first: throw .gone("the keeper died")
        case .everyOneFrom(let first) where count >= first: throw .didNothing("gone")
        default: carryOut(command)
        }
    }

    private func carryOut(_ command: FleetCommand) {
        let at = now
        diary.change { state in
            state.commands.append("\(at) \(Self.text(command))")
            let (servers, life) = Self.effect(of: command)
            for server in servers { state.lives[server.index] = life }
            if case .offer(let operation, let factor) = command {
                state.offered[operation.index] = factor
            }
            if case .slow(let servers, _, let factor) = command {
                for server in servers { state.slowed[server.index] = factor }
            }
        }
    }

    mutating func advance(to instant: Instant) async throws(FleetError) -> [FleetEvent] {
        if let lostAt, instant >= lostAt { throw .mayHaveHappened("the fleet is lost") }
        now = instant
        let events = script[told...].prefix { $0.at <= instant }
        told += events.count
        for event in events {
            if case .operable(let subsystem, let isOperable) = event.what {
                operable[subsystem.index] = isOperable
            }
        }
        return Array(events)
    }

    func primaries() async -> [[ServerID]] {
        let at = now
        diary.change { $0.askedForPrimaries.append(at) }
        return topology.carriers.map { [$0[0]] }
    }

    func tally() async -> Tally {
        let lives = diary.change { $0.lives }
        let serving = topology.carriers.map { $0.count { lives[$0.index] == .serving } }
        return Tally(
            at: now, serving: serving, leaving: serving.map { _ in 0 }, operable: operable)
    }

    func lives() async -> [Life] { diary.change { $0.lives } }

    mutating func closeWindow() async -> WindowSample {
        let start = windowStart.sinceStart.microseconds / 1_000_000
        let share: Double? = turns.last { $0.from <= start }.map(\.share) ?? 1
        let asked: Double = share == nil ? 0 : 100
        let length = now - windowStart
        windowStart = now
        let tally = await tally()
        return WindowSample(
            start: now - length, length: length,
            operations: [
                OperationSample(offered: asked, answered: asked * (share ?? 0), attempts: asked)
            ],
            subsystems: tally.serving.map { SubsystemSample(serving: $0, lowest: $0) }, queued: [])
    }

    func eventCount() async -> EventCount {
        EventCount(events: count, hash: FNV.hash(diary.commands.joined()), marks: [])
    }

    /// The commands so far, as something that is measured.
    func readings() async -> [MeasureReading] {
        [
            MeasureReading(
                name: "commands", weight: 1, mean: Double(count), standardDeviation: nil,
                quantiles: [], probability: nil)
        ]
    }

    private static func text(_ command: FleetCommand) -> String {
        func list(_ servers: [ServerID]) -> String {
            servers.map { "\($0.index)" }.joined(separator: " ")
        }
        return switch command {
        case .remove(let servers): "remove \(list(servers))"
        case .add(let servers): "add \(list(servers))"
        case .crash(let servers): "crash \(list(servers))"
        case .start(let servers): "start \(list(servers))"
        case .hang(let servers): "hang \(list(servers))"
        case .resume(let servers): "resume \(list(servers))"
        case .slow(let servers, _, let factor): "slow \(list(servers)) x\(factor)"
        case .offer(let operation, let factor): "offer \(operation.index) x\(factor)"
        case .fullRestart(let subsystems): "full-restart \(subsystems.map(\.index))"
        default: "\(command)"
        }
    }

    private static func effect(of command: FleetCommand) -> ([ServerID], Life) {
        switch command {
        case .remove(let servers): (servers, .removed)
        case .crash(let servers): (servers, .crashed)
        case .hang(let servers): (servers, .hung)
        case .add(let servers), .start(let servers), .resume(let servers): (servers, .serving)
        default: ([], .serving)
        }
    }
}
