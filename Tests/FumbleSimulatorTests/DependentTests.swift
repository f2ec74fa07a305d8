import FumbleModel
import FumbleSimulator
import Testing

/// Queues of others, against the arithmetic of fluids.
@Suite struct DependentTests {
    private static func fleet(
        queue: Int64 = 1_000_000, drainsAt: Double = 400, servers: Int = 4
    ) -> SimulatedFleet {
        Small.simulated(
            Small.fleet(
                [Small.subsystem("index", slots: 2)], [Small.group(servers)],
                [Small.operation(rate: 100)],
                dependents: [Small.dependent(rate: 40, queue: queue, drainsAt: drainsAt)]))
    }

    @Test func whatFailsIsQueuedAndWorkedOff() throws {
        // Down for 100 s: 4,000 queued; 400 a second beside the 40 that go on: 10 s.
        var fleet = Self.fleet()
        try fleet.apply(.crash(Small.servers(0..<4)))
        var events = try fleet.run(to: 90)
        try fleet.apply(.start(Small.servers(0..<4)))
        events += try fleet.run(to: 105)
        #expect(fleet.closeWindow().queued == [2_000])
        events += try fleet.run(to: 200)
        #expect(events.seconds(of: .queueing(dependent: 0)) == [0])
        #expect(events.seconds(of: .drained(dependent: 0)) == [110])
        #expect(fleet.closeWindow().queued == [0])
    }

    @Test func aLoadedServerIsBusyWithTheQueueForLong() throws {
        // The queue's drain fills what the load leaves: 800 slots a second for 100 + 40 + 700.
        // Success is 800/840, so 2,000 queued shrink by 700 * 800/840 - 40 * 40/840 a second.
        var fleet = Self.fleet(drainsAt: 700)
        try fleet.apply(.crash(Small.servers(0..<4)))
        _ = try fleet.run(to: 40)
        try fleet.apply(.start(Small.servers(0..<4)))
        let events = try fleet.run(to: 100)
        let rate = 700.0 * 800 / 840 - 40.0 * 40 / 840
        let drained = events.seconds(of: .drained(dependent: 0)).first ?? 0
        #expect((drained - (50 + 2_000 / rate)).magnitude < 1e-5)
    }

    @Test func aFullQueueLosesWhatComes() throws {
        var fleet = Self.fleet(queue: 1_000)
        try fleet.apply(.crash(Small.servers(0..<4)))
        var events = try fleet.run(to: 60)
        #expect(fleet.closeWindow().queued == [1_000])
        try fleet.apply(.start(Small.servers(0..<4)))
        events += try fleet.run(to: 200)
        #expect(events.seconds(of: .queueFull(dependent: 0)) == [25])
        #expect(events.seconds(of: .drained(dependent: 0)) == [72.5])
        // Each time it fills up is told.
        try fleet.apply(.crash(Small.servers(0..<4)))
        events = try fleet.run(to: 300)
        #expect(events.seconds(of: .queueing(dependent: 0)) == [200])
        #expect(events.seconds(of: .queueFull(dependent: 0)) == [225])
    }

    @Test func whatFailsALittleIsTriedAgainAtOnce() throws {
        // 280 of 400 offered by clients and 40 of the dependent's own are served by one server
        // short: the queue is held at nothing, its repeats are more load.
        var fleet = Self.fleet(servers: 2)
        try fleet.apply(.offer(OperationID(0), factor: 4))
        let events = try fleet.run(to: 100)
        #expect(events.seconds(of: .queueing(dependent: 0)) == [])
        let window = fleet.closeWindow()
        #expect(window.queued == [0])
        // Each of the dependent's 40 succeeds in the end: the clients get what is left of 400.
        #expect((window.operations[0].answered - 36_000).magnitude < 1e-3)
        #expect(window.operations[0].attempts == 40_000)
    }

    @Test func aQueueOfNothingIsFullAtOnce() throws {
        var fleet = Self.fleet(queue: 0)
        try fleet.apply(.crash(Small.servers(0..<4)))
        var events = try fleet.run(to: 10)
        #expect(events.seconds(of: .queueFull(dependent: 0)) == [0])
        try fleet.apply(.start(Small.servers(0..<4)))
        events = try fleet.run(to: 30)
        #expect(events.seconds(of: .drained(dependent: 0)) == [20.000_001])
    }
}
