import FumbleModel
import FumbleSimulator

/// Small fleets whose requests are simulated one by one, and what is measured of them.
enum Asked {
    static let get = OperationID(0)
    static let index = SubsystemID(0)
    static let second = Distribution.exponential(mean: .seconds(1))

    static func subsystem(
        _ queue: QueueSpec = .standard, name: String = "index", boot: Distribution? = nil,
        atOnce: Int? = nil, cells: CellSpec? = nil
    ) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: Small.position, minimum: .count(0), cells: cells, state: nil,
            restart: RestartSpec(
                boot: boot?.mean ?? .seconds(10), load: nil, verify: nil, replay: nil, warm: .zero,
                atOnce: atOnce, slowedAbove: nil, fails: .none, bootVaries: boot),
            servesFrom: .percent(1), needs: .none, slots: 1, queue: queue)
    }

    static func queue(
        _ discipline: QueueSpec.Discipline = .fifo, limit: Int? = nil, isShared: Bool = true
    ) -> QueueSpec {
        QueueSpec(discipline: discipline, limit: limit, isShared: isShared)
    }

    static func operation(
        _ rate: Double, _ service: Distribution = second, timeout: TimeSpan = .hours(9_000),
        retries: Int = 0, budget: Share? = nil, fails: Share = .none,
        hops: [OperationSpec.Hop] = [], arrivals: Distribution? = nil
    ) -> OperationSpec {
        OperationSpec(
            name: "get", position: Small.position,
            path: [PathStep(subsystem: index, service: service.mean, varies: service)],
            rate: Frequency(perSecond: rate), timeout: timeout,
            retries: RetrySpec(atMost: retries, budget: budget), hops: hops, fails: fails,
            arrivals: arrivals)
    }

    /// Asked once a second, from the first second on; each takes the only server 2.5 s.
    static func everySecond(
        timeout: TimeSpan = .hours(1), retries: Int = 0, budget: Share? = nil,
        service: TimeSpan = .milliseconds(2_500), fails: Share = .none
    ) -> OperationSpec {
        operation(
            1, .deterministic(service), timeout: timeout, retries: retries, budget: budget,
            fails: fails, arrivals: .deterministic(.seconds(1)))
    }

    static func measure(
        _ quantity: MeasureSpec.Quantity, warmUp: TimeSpan = .zero, at: TimeSpan? = nil,
        quantiles: [Double] = [], probability: Expectation.Range? = nil
    ) -> MeasureSpec {
        MeasureSpec(
            name: "\(quantity)", position: Small.position, quantity: quantity, warmUp: warmUp,
            at: at, quantiles: quantiles, probability: probability)
    }

    static func fleet(
        _ spec: FleetSpec, seed: UInt64 = 1, measures: [MeasureSpec] = []
    ) -> SimulatedFleet {
        SimulatedFleet(
            spec, topology: Topology(spec), seed: seed, traffic: .requests, measures: measures)
    }

    /// Runs a queue and gives the answers to the measures.
    static func readings(
        _ subsystem: SubsystemSpec, servers: Int, _ operation: OperationSpec, seconds: Int64,
        _ measures: [MeasureSpec], seed: UInt64 = 1
    ) throws -> [MeasureReading] {
        let spec = Small.fleet([subsystem], [Small.group(servers)], [operation])
        var fleet = fleet(spec, seed: seed, measures: measures)
        _ = try fleet.run(to: seconds)
        return fleet.readings()
    }
}

extension Double {
    /// Whether it is within a share of another number.
    func isNear(_ other: Double, within share: Double) -> Bool {
        (self - other).magnitude <= share * other.magnitude
    }
}
