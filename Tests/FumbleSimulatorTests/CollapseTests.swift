import FumbleModel
import FumbleSimulator
import Testing

/// An outage of ten seconds at 20 servers of 10 ms, clients waiting 1 s: whether it outlives its
/// cause. The thresholds are those of ANCHORS; here a tenth to either side of them.
@Suite struct CollapseTests {
    private static func recovers(
        _ load: Double, retries: Int, budget: Share? = nil, queue: QueueSpec = .standard,
        seconds: Int64 = 600
    ) throws -> Bool {
        let service = Distribution.exponential(mean: .milliseconds(10))
        let spec = Small.fleet(
            [Asked.subsystem(queue)], [Small.group(20)],
            [
                Asked.operation(
                    2_000 * load, service, timeout: .seconds(1), retries: retries, budget: budget)
            ], noticesAfter: .hours(1))
        var fleet = Asked.fleet(spec)
        _ = try fleet.run(to: 2)
        try fleet.apply(.hang(Small.servers(0..<20)))
        _ = try fleet.run(to: 12)
        try fleet.apply(.resume(Small.servers(0..<20)))
        _ = try fleet.run(to: seconds - 5)
        _ = fleet.closeWindow()
        let window = try fleet.window(to: seconds)
        return window.answered > 0.99 * window.offered
    }

    @Test(arguments: [(1, 0.491), (2, 0.329), (3, 0.246)])
    func retriesKeepAnOutageUp(retries: Int, threshold: Double) throws {
        #expect(try Self.recovers(threshold * 0.9, retries: retries, seconds: 150))
        #expect(try !Self.recovers(threshold * 1.1, retries: retries, seconds: 150))
    }

    @Test func aBudgetMakesRoom() throws {
        #expect(try Self.recovers(0.8, retries: 3, budget: .percent(10), seconds: 150))
        #expect(try !Self.recovers(0.98, retries: 3, budget: .percent(10), seconds: 150))
    }

    @Test func droppingWhatExpiredHelpsSome() throws {
        let queue = Asked.queue(.fifoDropsExpired)
        #expect(try Self.recovers(0.42, retries: 3, queue: queue, seconds: 150))
        #expect(try !Self.recovers(0.52, retries: 3, queue: queue, seconds: 150))
    }

    @Test(arguments: [Asked.queue(.lifo), Asked.queue(.deadline), Asked.queue(.fifo, limit: 500)])
    func otherQueuesRecoverAtAnyLoad(_ queue: QueueSpec) throws {
        #expect(try Self.recovers(0.9, retries: 3, queue: queue, seconds: 100))
    }
}
