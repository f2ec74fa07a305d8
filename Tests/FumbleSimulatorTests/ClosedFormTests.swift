import FumbleModel
import FumbleSimulator
import Testing

/// Queues whose answers are known: the tolerances are those of short runs at fixed seeds, the sharp
/// comparison is `scripts/validate`.
@Suite struct ClosedFormTests {
    private static let wait = Asked.measure(.wait(Asked.get), warmUp: .seconds(1_000))

    @Test(arguments: [
        // Pollaczek and Khinchine: rho (1 + scv) / (2 (1 - rho)).
        (Asked.second, 1.0), (.deterministic(.seconds(1)), 0.5),
        (.hyperexponential(mean: .seconds(1), scv: 3), 2),
    ])
    func oneServerMakesRequestsWait(_ service: Distribution, _ expected: Double) throws {
        let readings = try Asked.readings(
            Asked.subsystem(), servers: 1, Asked.operation(0.5, service), seconds: 60_000,
            [Self.wait])
        let mean = try #require(readings[0].mean)
        #expect(mean.isNear(expected, within: 0.1))
    }

    @Test func tenServersShareAQueue() throws {
        let readings = try Asked.readings(
            Asked.subsystem(), servers: 10, Asked.operation(8), seconds: 10_000,
            [
                Asked.measure(.inSystem(Asked.index), warmUp: .seconds(100)),
                Asked.measure(
                    .wait(Asked.get), warmUp: .seconds(100),
                    probability: .init(atLeast: 1e-6, atMost: nil)
                ),
                Asked.measure(.busy(Asked.index), warmUp: .seconds(100)),
            ])
        #expect(try #require(readings[0].mean).isNear(9.6367, within: 0.05))
        #expect(try #require(readings[1].probability).isNear(0.40918, within: 0.08))
        #expect(try #require(readings[2].mean).isNear(8, within: 0.02))
        #expect(readings[0].weight == 9_900)
    }

    @Test func aQueueForEachServerIsWorse() throws {
        let readings = try Asked.readings(
            Asked.subsystem(Asked.queue(isShared: false)), servers: 2, Asked.operation(1),
            seconds: 40_000, [Self.wait])
        #expect(try #require(readings[0].mean).isNear(1, within: 0.1))
    }

    @Test func withoutAQueueItIsErlangsLoss() throws {
        let readings = try Asked.readings(
            Asked.subsystem(Asked.queue(limit: 0)), servers: 10, Asked.operation(8),
            seconds: 10_000, [Asked.measure(.refused(Asked.get))])
        #expect(try #require(readings[0].mean).isNear(0.12166, within: 0.05))
    }

    @Test func aBoundedQueueRefuses() throws {
        let readings = try Asked.readings(
            Asked.subsystem(Asked.queue(limit: 4)), servers: 1, Asked.operation(0.95),
            seconds: 40_000,
            [Asked.measure(.refused(Asked.get)), Asked.measure(.inSystem(Asked.index))])
        // rho = 0.95, K = 5: (1 - rho) rho^K / (1 - rho^(K+1)).
        #expect(try #require(readings[0].mean).isNear(0.14604, within: 0.06))
        #expect(try #require(readings[1].mean).isNear(2.3508, within: 0.06))
    }

    @Test func requestsThatComeBackLoadTheirServer() throws {
        let again = OperationSpec.Hop(
            from: Asked.index, to: Asked.index, chance: .percent(50))
        let readings = try Asked.readings(
            Asked.subsystem(), servers: 1, Asked.operation(0.25, hops: [again]), seconds: 60_000,
            [
                Asked.measure(.inSystem(Asked.index)), Asked.measure(.inFleet),
                Asked.measure(.latency(Asked.get)),
            ])
        #expect(try #require(readings[0].mean).isNear(1, within: 0.1))
        #expect(readings[1].mean == readings[0].mean)
        #expect(try #require(readings[2].mean).isNear(4, within: 0.1))
    }

    @Test func failuresAreRetried() throws {
        let readings = try Asked.readings(
            Asked.subsystem(), servers: 20,
            Asked.operation(5, retries: 3, fails: .percent(10)), seconds: 10_000,
            [Asked.measure(.attempts(Asked.get)), Asked.measure(.success(Asked.get))])
        #expect(try #require(readings[0].mean).isNear(1.111, within: 0.01))
        #expect(try #require(readings[1].mean).isNear(0.9999, within: 0.0003))
    }

    @Test(arguments: [TrafficGrain.flow, .requests])
    func serversFailAndAreRepaired(_ traffic: TrafficGrain) throws {
        let subsystem = Asked.subsystem(boot: .exponential(mean: .hours(10)), atOnce: 1_000)
        let group = GroupSpec(
            name: "all", position: Small.position, count: 200, carries: [Asked.index],
            restartAge: .zero, zones: [], drain: .zero, restartsAfter: .zero,
            failure: .exponential(mean: .hours(90)))
        let spec = Small.fleet([subsystem], [group])
        let warmUp = TimeSpan.hours(100)
        var fleet = SimulatedFleet(
            spec, topology: Topology(spec), seed: 1, traffic: traffic,
            measures: [
                Asked.measure(.down(Asked.index), warmUp: warmUp),
                Asked.measure(.failuresPerHour(Asked.index), warmUp: warmUp),
                Asked.measure(.serving(Asked.index), at: .zero),
            ])
        _ = try fleet.run(to: 3_600 * 2_000)
        let readings = fleet.readings()
        #expect(try #require(readings[0].mean).isNear(20, within: 0.05))
        #expect(try #require(readings[0].standardDeviation).isNear(4.24, within: 0.1))
        #expect(try #require(readings[1].mean).isNear(2, within: 0.05))
        #expect(readings[2].mean == 200)
    }
}
