import FumbleModel
import FumbleSimulator
import Testing

/// Five requests, at 1, 2, 3, 4 and 5 s, at one server that works 2.5 s on each, worked out by hand.
@Suite struct DisciplineTests {
    private struct Outcome {
        let answered: Double
        let latency: MeasureReading
        let refused: Double?
        /// Seconds that the server worked.
        let worked: Double
    }

    private static func run(_ queue: QueueSpec, timeout: TimeSpan) throws -> Outcome {
        let spec = Small.fleet(
            [Asked.subsystem(queue)], [Small.group(1)], [Asked.everySecond(timeout: timeout)])
        var fleet = Asked.fleet(
            spec,
            measures: [
                Asked.measure(.latency(Asked.get)), Asked.measure(.refused(Asked.get)),
                Asked.measure(.busy(Asked.index)),
            ])
        _ = try fleet.run(to: 5)
        try fleet.apply(.offer(Asked.get, factor: 0))
        let window = try fleet.window(to: 100)
        #expect(window.offered == 5)
        let readings = fleet.readings()
        return Outcome(
            answered: window.answered, latency: readings[0], refused: readings[1].mean,
            worked: (readings[2].mean ?? 0) * readings[2].weight)
    }

    @Test func firstComeFirstServed() throws {
        let outcome = try Self.run(Asked.queue(.fifo), timeout: .hours(1))
        #expect(outcome.answered == 5)
        #expect(try #require(outcome.latency.mean).isNear(5.5, within: 1e-9))
        let deviation = try #require(outcome.latency.standardDeviation)
        #expect((deviation * deviation).isNear(4.5, within: 1e-9))
    }

    @Test func lastComeFirstServed() throws {
        let outcome = try Self.run(Asked.queue(.lifo), timeout: .hours(1))
        #expect(outcome.answered == 5)
        #expect(try #require(outcome.latency.mean).isNear(5.5, within: 1e-9))
        let deviation = try #require(outcome.latency.standardDeviation)
        #expect((deviation * deviation).isNear(11.5, within: 1e-9))
    }

    @Test func impatienceWastesTheWorkOfAQueueInOrder() throws {
        let outcome = try Self.run(Asked.queue(.fifo), timeout: .milliseconds(2_900))
        #expect(outcome.answered == 1)
        #expect(outcome.worked.isNear(12.5, within: 1e-9))
    }

    @Test func expiredRequestsAreDroppedAtTheirTurn() throws {
        let outcome = try Self.run(Asked.queue(.fifoDropsExpired), timeout: .milliseconds(2_900))
        #expect(outcome.answered == 1)
        #expect(outcome.worked.isNear(7.5, within: 1e-9))
        #expect(outcome.refused == 0)
    }

    @Test func whatWouldBeLateIsRefused() throws {
        let outcome = try Self.run(Asked.queue(.deadline), timeout: .seconds(4))
        #expect(outcome.answered == 2)
        #expect(outcome.refused == 0.6)
        #expect(outcome.worked.isNear(5, within: 1e-9))
    }

    @Test func whatFindsNoRoomIsRefused() throws {
        let outcome = try Self.run(Asked.queue(.fifo, limit: 1), timeout: .hours(1))
        #expect(outcome.answered == 3)
        #expect(outcome.refused == 0.4)
    }

    @Test func anAnswerAtTheLastInstantIsInTime() throws {
        let outcome = try Self.run(Asked.queue(.fifo), timeout: .milliseconds(2_500))
        #expect(outcome.answered == 1)
    }
}
