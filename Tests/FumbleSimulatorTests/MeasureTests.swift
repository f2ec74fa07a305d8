import FumbleModel
import FumbleSimulator
import Testing

/// Ten servers that restart at 5 s, two at a time for 10 s each, worked out by hand.
@Suite struct MeasureTests {
    private static func readings(
        _ quantities: [MeasureSpec.Quantity], at: TimeSpan? = nil, warmUp: TimeSpan = .zero
    ) throws -> [MeasureReading] {
        let subsystem = Small.subsystem("index", restart: Small.restart(atOnce: 2))
        let spec = Small.fleet([subsystem], [Small.group(10)])
        var fleet = SimulatedFleet(
            spec, topology: Topology(spec), seed: 1, traffic: .flow,
            measures: quantities.map {
                Asked.measure(
                    $0, warmUp: warmUp, at: at, quantiles: [0.5],
                    probability: .init(atLeast: 6, atMost: nil))
            })
        _ = try fleet.run(to: 5)
        try fleet.apply(.restart(Small.servers(0..<10), aged: nil))
        _ = try fleet.run(to: 55)
        return fleet.readings()
    }

    @Test func aLevelIsWeighedByItsTime() throws {
        let down = try Self.readings([.down(Asked.index)])[0]
        #expect(down.weight == 55)
        #expect(try #require(down.mean).isNear(300.0 / 55, within: 1e-12))
        #expect(try #require(down.probability).isNear(30.0 / 55, within: 1e-12))
        #expect(down.quantiles == [MeasureReading.Quantile(at: 0.5, value: 6)])
    }

    @Test func theWarmUpIsLeftOut() throws {
        let down = try Self.readings([.down(Asked.index)], warmUp: .seconds(45))[0]
        #expect(down.weight == 10)
        #expect(down.mean == 2)
    }

    @Test func aLevelHasAValueAtAnInstant() throws {
        let readings = try Self.readings(
            [.down(Asked.index), .serving(Asked.index), .restartAge(Asked.index)],
            at: .seconds(20))
        #expect(readings[0].mean == 8)
        #expect(readings[1].mean == 2)
        // Two started 5 s ago, the others with the run.
        #expect(try #require(readings[2].mean).isNear(17, within: 1e-12))
    }

    @Test func whatHappensOnceIsTimed() throws {
        let readings = try Self.readings([
            .timeToWhole(Asked.index), .timeToServing(Asked.index, 4),
            .timeToDownAtMost(Asked.index, 5), .timeToDrain(0),
        ])
        #expect(readings[0].mean == 50)
        #expect(readings[1].mean == 20)
        #expect(readings[2].mean == 35)
        #expect(readings[3].mean == nil)
    }

    @Test func requestsOfAFlowHaveNoLatency() throws {
        let readings = try Self.readings([.latency(Asked.get), .inSystem(Asked.index)])
        #expect(readings.map(\.mean) == [nil, nil])
    }
}
