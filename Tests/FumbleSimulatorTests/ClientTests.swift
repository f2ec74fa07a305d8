import FumbleModel
import Testing

@testable import FumbleSimulator

/// What clients do when they are not answered, worked out by hand.
@Suite struct ClientTests {
    private static let measures = [
        Asked.measure(.latency(Asked.get)), Asked.measure(.attempts(Asked.get)),
        Asked.measure(.success(Asked.get)), Asked.measure(.busy(Asked.index)),
    ]

    private static func fleet(
        _ operation: OperationSpec, servers: Int = 1, noticesAfter: TimeSpan = .zero,
        isShared: Bool = true, stopAfter seconds: Int64
    ) throws -> SimulatedFleet {
        let spec = Small.fleet(
            [Asked.subsystem(Asked.queue(isShared: isShared))], [Small.group(servers)],
            [operation], noticesAfter: noticesAfter)
        var fleet = Asked.fleet(spec, measures: measures)
        _ = try fleet.run(to: seconds)
        try fleet.apply(.offer(Asked.get, factor: 0))
        return fleet
    }

    @Test func aClientAsksAgainAndGivesUp() throws {
        var fleet = try Self.fleet(
            Asked.everySecond(timeout: .milliseconds(900), retries: 1), stopAfter: 1)
        let window = try fleet.window(to: 60)
        #expect(window == OperationSample(offered: 1, answered: 0, attempts: 2, underWay: 0))
        let readings = fleet.readings()
        #expect(try #require(readings[0].mean).isNear(1.8, within: 1e-9))
        #expect(readings[1].mean == 2)
        #expect(readings[2].mean == 0)
        // The server works on both, though nobody waits any more.
        #expect((try #require(readings[3].mean) * readings[3].weight).isNear(5, within: 1e-9))
    }

    /// Who still waits at a window's end is told beside those who are done.
    @Test func whoStillWaitsIsCounted() throws {
        var fleet = try Self.fleet(
            Asked.everySecond(timeout: .seconds(1_000), service: .seconds(20)), stopAfter: 5)
        let window = try fleet.window(to: 30)
        #expect(window.offered == 1 && window.answered == 1)
        #expect(window.attempts == 5 && window.underWay == 4)
    }

    @Test func aBudgetPaysForEverySecondRetry() throws {
        let operation = Asked.everySecond(
            retries: 3, budget: .percent(50), service: .milliseconds(1), fails: .whole)
        var fleet = try Self.fleet(operation, stopAfter: 8)
        let window = try fleet.window(to: 60)
        #expect(window == OperationSample(offered: 8, answered: 0, attempts: 12, underWay: 0))
    }

    @Test func retriesOfAnIntentThatNobodyAnswersEnd() throws {
        var fleet = try Self.fleet(Asked.everySecond(retries: 1_000), stopAfter: 1)
        try fleet.apply(.crash(Small.servers(0..<1)))
        try fleet.apply(.offer(Asked.get, factor: 1))
        let window = try fleet.window(to: 2)
        // The first was under way when its server crashed, the second found none.
        #expect(window == OperationSample(offered: 2, answered: 0, attempts: 2_002, underWay: 0))
    }

    @Test func aCrashIsNoticedAfterAWhile() throws {
        var fleet = try Self.fleet(
            Asked.everySecond(), noticesAfter: .seconds(3), stopAfter: 1)
        _ = try fleet.run(to: 2)
        try fleet.apply(.crash(Small.servers(0..<1)))
        #expect(try fleet.window(to: 60).offered == 1)
        let readings = fleet.readings()
        #expect(try #require(readings[0].mean).isNear(4, within: 1e-9))
        #expect(readings[2].mean == 0)
    }

    @Test(arguments: [true, false])
    func aServerThatHungGoesOn(isShared: Bool) throws {
        var fleet = try Self.fleet(
            Asked.everySecond(), noticesAfter: .seconds(60), isShared: isShared, stopAfter: 2)
        try fleet.apply(.hang(Small.servers(0..<1)))
        _ = try fleet.run(to: 12)
        try fleet.apply(.resume(Small.servers(0..<1)))
        #expect(try fleet.window(to: 60).answered == 2)
        // Held for ten of them, the first takes 12.5 s and the second, behind it, 14 s.
        #expect(try #require(fleet.readings()[0].mean).isNear(13.25, within: 1e-9))
    }

    @Test func aCrashLosesTheQueueOfItsServerAlone() throws {
        var shared = try Self.fleet(Asked.everySecond(), servers: 2, stopAfter: 4)
        try shared.apply(.crash(Small.servers(0..<1)))
        #expect(try shared.window(to: 60).answered == 3)
    }

    @Test func dependentsQueueAndWorkOff() throws {
        let spec = Small.fleet(
            [Asked.subsystem()], [Small.group(5)],
            [Asked.operation(0, .deterministic(.milliseconds(1)), timeout: .seconds(1))],
            dependents: [Small.dependent(rate: 10, drainsAt: 50)])
        var fleet = Asked.fleet(spec, measures: [Asked.measure(.timeToDrain(0))])
        _ = try fleet.run(to: 10)
        try fleet.apply(.crash(Small.servers(0..<5)))
        let down = try fleet.run(to: 30)
        #expect(fleet.closeWindow().queued[0] > 150)
        #expect(down.contains { $0.what == .queueing(dependent: 0) })
        try fleet.apply(.start(Small.servers(0..<5)))
        let up = try fleet.run(to: 60)
        #expect(up.contains { $0.what == .drained(dependent: 0) })
        #expect(fleet.closeWindow().queued[0] == 0)
        #expect(try #require(fleet.readings()[0].mean) > 20)
    }

    @Test func aStoppedCellFailsItsOwnKeysOnly() throws {
        let cells = CellSpec(count: 4, replicas: 3, quorum: .count(2))
        let spec = Small.fleet(
            [Asked.subsystem(cells: cells)], [Small.group(12)],
            [Asked.operation(100, .deterministic(.milliseconds(1)))])
        var fleet = Asked.fleet(spec)
        try fleet.apply(.crash([ServerID(0), ServerID(4)]))
        let window = try fleet.window(to: 100)
        #expect((window.answered / window.offered).isNear(0.75, within: 0.03))
    }

    @Test func tooManyRequestsAtOnceEndTheRun() throws {
        let spec = Small.fleet([Asked.subsystem()], [Small.group(1)], [Asked.operation(100)])
        var fleet = Asked.fleet(spec)
        fleet.requests.pool.most = 500
        #expect {
            _ = try fleet.run(to: 60)
        } throws: { error in
            if case .mayHaveHappened(let reason) = error as? FleetError {
                reason.hasPrefix("more than 500 requests are under way at once at ")
            } else {
                false
            }
        }
    }
}
