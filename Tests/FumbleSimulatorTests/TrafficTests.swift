import FumbleModel
import FumbleSimulator
import Testing

/// What clients get, worked out by hand.
@Suite struct TrafficTests {
    private static func near(_ value: Double, _ expected: Double) -> Bool {
        (value - expected).magnitude <= 1e-9 * max(expected.magnitude, 1)
    }

    @Test func nothingWrongIsExactlyNothingWrong() throws {
        let spec = Small.fleet(
            [Small.subsystem("index", slots: 3), Small.subsystem("storage")],
            [Small.group("a", 7, carries: [0]), Small.group("b", 31, carries: [1])],
            [
                Small.operation([0, 1], rate: 913.7, retries: 3, budget: .percent(10)),
                Small.operation([1], rate: 0.3, retries: 2),
            ], dependents: [Small.dependent(rate: 41.3, drainsAt: 100)])
        var fleet = Small.simulated(spec)
        for window in 1...50 {
            if window == 20 { try fleet.apply(.offer(OperationID(0), factor: 1.1)) }
            if window == 30 { try fleet.apply(.remove([ServerID(9)])) }
            _ = try fleet.advance(to: .start + .milliseconds(Int64(window) * 3_337))
            for operation in fleet.closeWindow().operations {
                #expect(operation.offered > 0)
                #expect(operation.answered == operation.offered)
                #expect(operation.attempts == operation.offered)
            }
        }
    }

    @Test func hungServersAreAskedUntilThatIsNoticed() throws {
        // One of four hangs for 5 s unnoticed: an attempt fails with 1/4, three of them with 1/64.
        let spec = Small.fleet(
            [Small.subsystem("index", slots: 10)], [Small.group(4)],
            [Small.operation(rate: 64, retries: 2)], noticesAfter: .seconds(5))
        var fleet = Small.simulated(spec)
        try fleet.apply(.hang([ServerID(0)]))
        let sample = try fleet.window(to: 10)
        #expect(sample.offered == 640)
        // 5 s of 63 and 5 s of 64; 5 s of 64 (1 + 1/4 + 1/16) attempts and 5 s of 64.
        #expect(sample.answered == 635)
        #expect(sample.attempts == 740)
        try fleet.apply(.resume([ServerID(0)]))
        #expect(try fleet.window(to: 20).answered == 640)
        // Crashed, back within a second, crashed again: noticed 5 s after the second death.
        try fleet.apply(.cutOff([ServerID(0)]))
        _ = try fleet.run(to: 21)
        try fleet.apply(.reconnect([ServerID(0)]))
        _ = try fleet.run(to: 23)
        try fleet.apply(.cutOff([ServerID(0)]))
        _ = try fleet.run(to: 24)
        try fleet.apply(.crash([ServerID(0)]))
        #expect(try fleet.window(to: 40).answered == 20 * 64 - 6)
    }

    @Test func goodputIsWhatThereIsCapacityFor() throws {
        // Four servers, one request of 10 ms at a time each: 400 a second.
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4)], [Small.operation(rate: 400)])
        var fleet = Small.simulated(spec)
        #expect(try fleet.window(to: 10).answered == 4_000)
        try fleet.apply(.offer(OperationID(0), factor: 2))
        let sample = try fleet.window(to: 20)
        #expect(sample.offered == 8_000)
        #expect(Self.near(sample.answered, 4_000))
        #expect(sample.attempts == 8_000)
    }

    @Test func retriesEatCapacity() throws {
        // 600 intents, 400 a second served. Without a budget attempts A = 600 (1 + f + f^2) with
        // f = 1 - 400/A; intents succeed with 1 - f^3, which is 600 (1 - f^3) = A (1 - f) = 400.
        func sample(retries: Int, budget: Share?) throws -> OperationSample {
            let spec = Small.fleet(
                [Small.subsystem("index")], [Small.group(4)],
                [Small.operation(rate: 600, retries: retries, budget: budget)])
            var fleet = Small.simulated(spec)
            return try fleet.window(to: 1)
        }
        let unbounded = try sample(retries: 2, budget: nil)
        #expect((unbounded.answered - 400).magnitude < 1e-6)
        let failing = 1 - 400 / unbounded.attempts
        #expect(
            (unbounded.attempts - 600 * (1 + failing + failing * failing)).magnitude < 1e-6)
        // A budget of 10 % binds: 660 attempts, q = 400/660, R = f + f^2, and what retries add
        // shrinks by 0.1/R.
        let bound = try sample(retries: 2, budget: .percent(10))
        let share = 400.0 / 660
        let fails = 1 - share
        let wanted = fails + fails * fails
        let success = share + 0.1 / wanted * (1 - fails * fails * fails - share)
        #expect(Self.near(bound.attempts, 660))
        #expect(Self.near(bound.answered, 600 * success))
    }

    @Test func slowServersShedFirst() throws {
        // Each of four gets 75 requests, 0.75 work-seconds a second; one can do only half of 1.
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4)], [Small.operation(rate: 300)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.slow([ServerID(1)], factor: 2))
        #expect(Self.near(try fleet.window(to: 1).answered, 225 + 50))
        // 101 times 10 ms is later than 1 s: nothing of its quarter comes in time.
        try fleet.apply(.slow([ServerID(1)], factor: 101))
        #expect(Self.near(try fleet.window(to: 2).answered, 225))
        try fleet.apply(.slow([ServerID(1)], factor: 1))
        #expect(try fleet.window(to: 3).answered == 300)
    }

    @Test func whatFailsEarlyMakesNoWorkLater() throws {
        // 400 of 800 come through the index to the storage, which can do 300.
        let spec = Small.fleet(
            [Small.subsystem("index"), Small.subsystem("storage")],
            [Small.group("a", 4, carries: [0]), Small.group("b", 3, carries: [1])],
            [Small.operation([0, 1], rate: 800)])
        var fleet = Small.simulated(spec)
        #expect(Self.near(try fleet.window(to: 1).answered, 300))
    }

    @Test func deadKeysAreAskedForInVain() throws {
        // Two of four cells stop: half the keys die, with all three attempts each.
        let cells = CellSpec(count: 4, replicas: 1, quorum: .count(1))
        let spec = Small.fleet(
            [Small.subsystem("index"), Small.subsystem("storage", cells: cells, slots: 20)],
            [Small.group("a", 8, carries: [0]), Small.group("b", 4, carries: [1])],
            [Small.operation([0, 1], rate: 400, retries: 2)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.remove(Small.servers(8..<10)))
        let sample = try fleet.window(to: 1)
        // 200 live attempts and 600 dead ones fill the index exactly.
        #expect(Self.near(sample.answered, 200))
        #expect(Self.near(sample.attempts, 800))
        // A fifth more is too much for it: of A attempts f = 1 - 800/A fail there, and the 240
        // intents with live keys are asked again as well.
        try fleet.apply(.offer(OperationID(0), factor: 1.2))
        let more = try fleet.window(to: 2)
        let failing = 1 - 800 / more.attempts
        let live = 240 * (1 + failing + failing * failing)
        #expect((more.attempts - (720 + live)).magnitude < 1e-6)
        #expect((more.answered - 240 * (1 - failing * failing * failing)).magnitude < 1e-6)
    }

    @Test func operationsShareASubsystemByTheirWork() throws {
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4)],
            [
                Small.operation(rate: 400),
                Small.operation(rate: 100, service: .milliseconds(40)),
            ])
        var fleet = Small.simulated(spec)
        _ = try fleet.run(to: 1)
        let window = fleet.closeWindow()
        #expect(Self.near(window.operations[0].answered, 200))
        #expect(Self.near(window.operations[1].answered, 50))
    }

    @Test func windowsAddUp() throws {
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4, restartsAfter: .seconds(3))],
            [Small.operation(rate: 350, retries: 1)], noticesAfter: .seconds(2))
        func run(windowSeconds: Int64) throws -> OperationSample {
            var fleet = Small.simulated(spec)
            var sums = (offered: 0.0, answered: 0.0, attempts: 0.0)
            var start = Instant.start
            for second in 1...120 {
                if second == 11 { try fleet.apply(.crash(Small.servers(0..<2))) }
                if second == 61 { try fleet.apply(.hang(Small.servers(2..<4))) }
                _ = try fleet.run(to: Int64(second))
                guard Int64(second).isMultiple(of: windowSeconds) else { continue }
                let window = fleet.closeWindow()
                #expect(window.start == start)
                #expect(window.length == .seconds(windowSeconds))
                start = window.end
                sums.offered += window.operations[0].offered
                sums.answered += window.operations[0].answered
                sums.attempts += window.operations[0].attempts
            }
            return OperationSample(
                offered: sums.offered, answered: sums.answered, attempts: sums.attempts)
        }
        let fine = try run(windowSeconds: 1)
        let coarse = try run(windowSeconds: 120)
        #expect(fine.offered == 350 * 120)
        #expect(fine.answered < 350 * 119)
        #expect(Self.near(fine.answered, coarse.answered))
        #expect(Self.near(fine.attempts, coarse.attempts))
    }

    @Test func windowsKnowTheLowest() throws {
        let spec = Small.fleet([Small.subsystem("index")], [Small.group(4)])
        var fleet = Small.simulated(spec)
        _ = try fleet.run(to: 1)
        try fleet.apply(.restart(Small.servers(0..<3), aged: nil))
        _ = try fleet.run(to: 20)
        #expect(fleet.closeWindow().subsystems == [SubsystemSample(serving: 4, lowest: 1)])
        _ = try fleet.run(to: 30)
        #expect(fleet.closeWindow().subsystems == [SubsystemSample(serving: 4, lowest: 4)])
    }
}
