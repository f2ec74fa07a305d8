import FumbleModel
import FumbleSimulator
import Testing

/// The same seed gives the same requests, and nothing but the seed shifts a draw.
@Suite struct RequestDeterminismTests {
    private static let measures = [
        Asked.measure(.latency(Asked.get), quantiles: [0.5, 0.99]),
        Asked.measure(.down(Asked.index)), Asked.measure(.inSystem(Asked.index), at: .seconds(77)),
    ]

    private static func spec(further: Bool) -> FleetSpec {
        let subsystem = Asked.subsystem(
            Asked.queue(isShared: false), boot: .lognormal(mean: .seconds(20), scv: 0.5), atOnce: 2,
            cells: CellSpec(count: 3, replicas: 4, quorum: .count(2)))
        let group = GroupSpec(
            name: "main", position: Small.position, count: 12, carries: [Asked.index],
            restartAge: .hours(5), zones: [], drain: .zero, restartsAfter: .seconds(5),
            failure: .weibull(mean: .minutes(30), shape: 1.4))
        let idle = GroupSpec(
            name: "idle", position: Small.position, count: 5, carries: [SubsystemID(1)],
            restartAge: .zero, zones: [], drain: .zero, restartsAfter: nil, failure: nil)
        let service = Distribution.hyperexponential(mean: .milliseconds(100), scv: 3)
        let operation = Asked.operation(
            50, service, timeout: .seconds(2), retries: 2, budget: .percent(20))
        return Small.fleet(
            [subsystem, Asked.subsystem(name: "idle")], further ? [group, idle] : [group],
            [operation], dependents: [Small.dependent(rate: 5, drainsAt: 20)],
            noticesAfter: .seconds(3))
    }

    private static func run(further: Bool = false, seed: UInt64 = 7, step: Int64 = 10) throws -> (
        events: [FleetEvent], windows: [OperationSample], count: EventCount,
        readings: [MeasureReading]
    ) {
        var fleet = Asked.fleet(spec(further: further), seed: seed, measures: measures)
        var events: [FleetEvent] = []
        var windows: [OperationSample] = []
        for second in stride(from: step, through: 600, by: Int(step)) {
            if second == 120 { try fleet.apply(.hang(Small.servers(0..<3))) }
            if second == 180 { try fleet.apply(.resume(Small.servers(0..<3))) }
            if second == 240 { try fleet.apply(.offer(Asked.get, factor: 1.5)) }
            if second == 300 { try fleet.apply(.slow(Small.servers(0..<6), of: nil, factor: 2)) }
            events += try fleet.run(to: Int64(second))
            if second.isMultiple(of: 60) { windows += fleet.closeWindow().operations }
        }
        return (events, windows, fleet.eventCount(), fleet.readings())
    }

    @Test func theSameSeedIsTheSameRun() throws {
        let one = try Self.run()
        let two = try Self.run()
        #expect(one.events == two.events)
        #expect(one.windows == two.windows)
        #expect(one.count == two.count)
        #expect(one.readings == two.readings)
        #expect(one.count.marks.count > 10)
        #expect(try Self.run(seed: 8).count.hash != one.count.hash)
    }

    @Test func smallerStepsAreTheSameRun() throws {
        let coarse = try Self.run(step: 60)
        let fine = try Self.run(step: 1)
        #expect(fine.count.events > 10_000)
        #expect(fine.windows.count == coarse.windows.count)
        let whole = Asked.fleet(Self.spec(further: false), measures: Self.measures)
        var once = whole
        var often = whole
        _ = try once.run(to: 300)
        for second in 1...300 { _ = try often.run(to: Int64(second)) }
        #expect(once.eventCount() == often.eventCount())
        #expect(once.readings() == often.readings())
    }

    @Test func anotherGroupShiftsNoDraw() throws {
        let alone = try Self.run()
        let beside = try Self.run(further: true)
        #expect(alone.events == beside.events)
        #expect(alone.windows == beside.windows)
        #expect(alone.count == beside.count)
        #expect(alone.readings == beside.readings)
        #expect(alone.events.contains { if case .phase = $0.what { true } else { false } })
    }

    /// Holds what runs are on every machine; a change of it is a change of what runs are.
    @Test func aPinnedSeedKeepsItsHash() throws {
        let count = try Self.run().count
        #expect(count.events == 124_786)
        #expect(count.hash == 12_602_527_820_571_322_890)
    }
}
