import FumbleModel
import FumbleSimulator

/// Small fleets, said in a few words.
enum Small {
    static let position = SourcePosition(file: "fleet.yaml", line: 1, column: 1)

    static func restart(
        boot: TimeSpan = .seconds(10), load: Double? = nil, verify: Double? = nil,
        replay: Double? = nil, warm: TimeSpan = .zero, atOnce: Int? = nil, slowedAbove: Int? = nil,
        fails: Share = .none, stale: Share? = nil, herd: FailingBoots.Herd? = nil
    ) -> RestartSpec {
        RestartSpec(
            boot: boot, load: load.map { ByteRate(bytesPerSecond: $0) },
            verify: verify.map { Frequency(perSecond: $0) },
            replay: replay.map { ByteRate(bytesPerSecond: $0) }, warm: warm, atOnce: atOnce,
            slowedAbove: slowedAbove,
            fails: FailingBoots(fresh: fails, stale: stale, herd: herd))
    }

    static func state(
        bytes: Int64 = 0, objects: Int64 = 0, log: Double? = nil, copies: Int? = nil
    ) -> StateSpec {
        StateSpec(
            size: ByteCount(bytes: bytes), objects: objects, growth: nil, rehearsed: nil,
            log: log.map { ByteRate(bytesPerSecond: $0) }, copies: copies)
    }

    static func subsystem(
        _ name: String, cells: CellSpec? = nil, state: StateSpec? = nil,
        restart: RestartSpec = Small.restart(), servesFrom: Share = .percent(1),
        toServe: [Int] = [], toStart: [Int] = [], toOperate: [Int] = [], slots: Int = 1
    ) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: position, minimum: .count(0), cells: cells, state: state,
            restart: restart, servesFrom: servesFrom,
            needs: Needs(
                toServe: toServe.map { SubsystemID($0) }, toStart: toStart.map { SubsystemID($0) },
                toOperate: toOperate.map { SubsystemID($0) }),
            slots: slots)
    }

    static func group(
        _ name: String, _ count: Int, carries: [Int] = [0], age: TimeSpan = .zero,
        drain: TimeSpan = .zero, restartsAfter: TimeSpan? = nil
    ) -> GroupSpec {
        GroupSpec(
            name: name, position: position, count: count, carries: carries.map { SubsystemID($0) },
            restartAge: age, zones: [], drain: drain, restartsAfter: restartsAfter)
    }

    static func group(
        _ count: Int, age: TimeSpan = .zero, drain: TimeSpan = .zero,
        restartsAfter: TimeSpan? = nil
    ) -> GroupSpec {
        group("all", count, age: age, drain: drain, restartsAfter: restartsAfter)
    }

    static func operation(
        _ path: [Int] = [0], rate: Double, service: TimeSpan = .milliseconds(10),
        timeout: TimeSpan = .seconds(1), retries: Int = 0, budget: Share? = nil
    ) -> OperationSpec {
        OperationSpec(
            name: "get", position: position,
            path: path.map { PathStep(subsystem: SubsystemID($0), service: service) },
            rate: Frequency(perSecond: rate), timeout: timeout,
            retries: RetrySpec(atMost: retries, budget: budget))
    }

    static func dependent(
        rate: Double, queue: Int64 = 1_000_000, drainsAt: Double
    ) -> DependentSpec {
        DependentSpec(
            name: "chat", position: position, sends: OperationID(0),
            rate: Frequency(perSecond: rate), queue: queue,
            drainsAt: Frequency(perSecond: drainsAt))
    }

    static func fleet(
        _ subsystems: [SubsystemSpec], _ groups: [GroupSpec], _ operations: [OperationSpec] = [],
        dependents: [DependentSpec] = [], noticesAfter: TimeSpan = .zero
    ) -> FleetSpec {
        FleetSpec(
            name: "small", environment: "prod", zones: [], subsystems: subsystems, groups: groups,
            operations: operations, dependents: dependents, alarms: [], promises: [], playbook: [],
            guards: [], noticesAfter: noticesAfter)
    }

    static func simulated(_ spec: FleetSpec, seed: UInt64 = 1) -> SimulatedFleet {
        SimulatedFleet(spec, topology: Topology(spec), seed: seed)
    }

    static func servers(_ range: Range<Int>) -> [ServerID] { range.map { ServerID($0) } }
}

extension SimulatedFleet {
    /// Lets time pass up to so many seconds since the start.
    mutating func run(to seconds: Int64) throws -> [FleetEvent] {
        try advance(to: .start + .seconds(seconds))
    }

    /// Closes a window after letting time pass: what the first operation got.
    mutating func window(to seconds: Int64) throws -> OperationSample {
        _ = try run(to: seconds)
        return closeWindow().operations[0]
    }
}

extension [FleetEvent] {
    /// When something happened, in seconds since the start.
    func seconds(of what: FleetEvent.What) -> [Double] {
        filter { $0.what == what }.map { $0.at.sinceStart.seconds }
    }

    /// What serves of a subsystem, change by change: seconds and servers.
    func serving(_ subsystem: Int = 0) -> [[Double]] {
        compactMap { event in
            guard case .serving(SubsystemID(subsystem), let servers) = event.what else {
                return nil
            }
            return [event.at.sinceStart.seconds, Double(servers)]
        }
    }
}
