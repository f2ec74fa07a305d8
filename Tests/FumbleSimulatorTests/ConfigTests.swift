import FumbleModel
import FumbleSimulator
import Testing

/// What configurations make of servers, in both grains.
@Suite struct ConfigTests {
    static let index = SubsystemID(0)

    /// Four servers of 10 ms, which boot in 10 s, and are asked 200 times a second.
    private static func spec(
        noticesAfter: TimeSpan = .zero, retries: Int = 0, rate: Double = 200
    ) -> FleetSpec {
        Small.fleet(
            [Small.subsystem("index")], [Small.group(4)],
            [Small.operation(rate: rate, retries: retries)], noticesAfter: noticesAfter)
    }

    private static func configure(
        _ servers: Range<Int>, _ effect: ConfigEffect, of subsystem: SubsystemID? = index
    ) -> FleetCommand {
        .configure(Small.servers(servers), of: subsystem, makes: effect)
    }

    @Test func refusingServersLeaveServiceAndComeBackAtOnce() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(Self.configure(0..<3, .refuse))
        #expect(try fleet.run(to: 1).serving() == [[0, 1]])
        #expect(fleet.lives() == [.starting, .starting, .starting, .serving])
        #expect(try fleet.window(to: 2).answered == 200.0)
        try fleet.apply(Self.configure(0..<4, .good))
        let events = try fleet.run(to: 3)
        #expect(events.serving() == [[2, 4]])
        #expect(
            events.seconds(of: .configured(subsystem: Self.index, servers: 3, makes: .good)) == [2],
            "the fourth had the good one all along")
    }

    @Test func whatRefusesIsAskedUntilThatIsNoticed() throws {
        // One of four refuses, unnoticed for 5 s: a quarter of the attempts fails.
        var fleet = Small.simulated(Self.spec(noticesAfter: .seconds(5)))
        try fleet.apply(Self.configure(0..<1, .refuse))
        #expect(try fleet.window(to: 10).answered == 5 * 150 + 5 * 200)
    }

    @Test func aRefusalInRequestsIsKnownAtOnceAndAHangIsNot() throws {
        // Clients wait 1 s for nothing at a server that hangs; one that refuses tells them at once,
        // and three more attempts nearly always find another server in time.
        func answered(_ command: FleetCommand, timeout: TimeSpan) throws -> Double {
            let spec = Small.fleet(
                [Asked.subsystem(Asked.queue(isShared: true))], [Small.group(20)],
                [
                    Asked.operation(
                        100, .deterministic(.milliseconds(10)), timeout: timeout, retries: 0)
                ], noticesAfter: .hours(1))
            var fleet = Asked.fleet(spec)
            try fleet.apply(command)
            let window = try fleet.window(to: 100)
            return window.answered / window.offered
        }
        let refused = try answered(
            .configure(Small.servers(0..<5), of: nil, makes: .refuse), timeout: .seconds(1))
        #expect(refused.isNear(0.75, within: 0.02))
        let hung = try answered(.hang(Small.servers(0..<5)), timeout: .seconds(1))
        #expect(hung.isNear(0.75, within: 0.02))
    }

    @Test func bothGrainsAgreeOnAConfigurationThatRefuses() throws {
        func share(_ traffic: TrafficGrain) throws -> Double {
            let spec = Self.spec(noticesAfter: .seconds(20), retries: 2, rate: 100)
            var fleet = SimulatedFleet(
                spec, topology: Topology(spec), seed: 3, traffic: traffic)
            try fleet.apply(Self.configure(0..<2, .refuse))
            let window = try fleet.window(to: 20)
            return window.answered / window.offered
        }
        // Half the servers refuse: an intent fails with 1/8 after three attempts.
        #expect(try share(.flow).isNear(0.875, within: 1e-9))
        #expect(try share(.requests).isNear(0.875, within: 0.02))
    }

    @Test func slownessOfAConfigurationComesOnTopOfAnyOther() throws {
        // 200 a second of 10 ms: two servers' work. 4 servers, each 3 times as slow, do 4/3 of it.
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(Self.configure(0..<4, .slow(3)))
        #expect((try fleet.window(to: 1).answered - 400.0 / 3).magnitude < 1e-9)
        try fleet.apply(.slow(Small.servers(0..<4), of: nil, factor: 2))
        #expect((try fleet.window(to: 2).answered - 400.0 / 6).magnitude < 1e-9)
        try fleet.apply(Self.configure(0..<4, .good))
        #expect((try fleet.window(to: 3).answered - 200).magnitude < 1e-9)
        try fleet.apply(.slow(Small.servers(0..<4), of: nil, factor: 4))
        #expect((try fleet.window(to: 4).answered - 100).magnitude < 1e-9)
    }

    @Test func aCrashLastsUntilTheConfigurationIsGood() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(Self.configure(0..<4, .crash))
        let events = try fleet.run(to: 1)
        #expect(events.serving() == [[0, 0]])
        #expect(events.seconds(of: .stopped(subsystem: Self.index)) == [0])
        // A restart is no help: each boots for 10 s and ends again.
        try fleet.apply(.restart(Small.servers(0..<4), aged: nil))
        let restarted = try fleet.run(to: 20)
        #expect(restarted.seconds(of: .startFailed(subsystem: Self.index, servers: 4)) == [11])
        #expect(restarted.serving().isEmpty)
        try fleet.apply(Self.configure(0..<4, .good))
        #expect(try fleet.run(to: 40).serving() == [[30, 4]])
    }

    @Test func aTimeBombHurtsNobodyUntilARestart() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(Self.configure(0..<4, .failToStart))
        #expect(try fleet.run(to: 3_600).serving().isEmpty)
        try fleet.apply(.restart(Small.servers(0..<2), aged: nil))
        #expect(try fleet.run(to: 7_200).serving() == [[3_600, 2]])
        try fleet.apply(Self.configure(0..<4, .good))
        #expect(try fleet.run(to: 7_300).serving() == [[7_210, 4]])
    }

    @Test func aFileThatHasDriftedHurtsNobodyUntilARestart() throws {
        var fleet = Small.simulated(Self.spec())
        let drift = MachineTrouble.configDrift(file: "a.conf", from: "1", to: "2")
        try fleet.apply(.burden(Small.servers(0..<4), drift))
        #expect(try fleet.run(to: 3_600).serving().isEmpty)
        try fleet.apply(.restart(Small.servers(0..<2), aged: nil))
        #expect(try fleet.run(to: 7_200).serving() == [[3_600, 2]])
        try fleet.apply(.relieve(Small.servers(0..<4), drift))
        #expect(try fleet.run(to: 7_300).serving() == [[7_210, 4]])
    }

    /// One that is stopped says so: nobody asks it any more, and one that crashes is asked on.
    @Test func aServerThatIsStoppedIsAskedByNobody() throws {
        func answered(_ command: FleetCommand) throws -> Double {
            var fleet = Small.simulated(Self.spec(noticesAfter: .seconds(5)))
            try fleet.apply(command)
            let answered = try fleet.window(to: 10).answered
            try fleet.apply(.start(Small.servers(0..<1)))
            #expect(try fleet.run(to: 30).serving().last == [20, 4])
            return answered
        }
        #expect(try answered(.stop(Small.servers(0..<1))) == 2_000)
        #expect(try answered(.crash(Small.servers(0..<1))) == 5 * 150 + 5 * 200)
    }

    @Test func aConfigurationSurvivesWhateverBecomesOfTheServer() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(Self.configure(0..<2, .refuse))
        try fleet.apply(.crash(Small.servers(0..<1)))
        try fleet.apply(.cutOff(Small.servers(1..<2)))
        _ = try fleet.run(to: 1)
        try fleet.apply(.start(Small.servers(0..<1)))
        try fleet.apply(.reconnect(Small.servers(1..<2)))
        #expect(try fleet.run(to: 60).serving().isEmpty, "both are back, and refuse")
        try fleet.apply(Self.configure(0..<2, .good))
        #expect(try fleet.run(to: 61).serving() == [[60, 4]])
    }

    @Test func aHungServerLearnsOfItsConfigurationWhenItIsBack() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(.hang(Small.servers(0..<2)))
        try fleet.apply(Self.configure(0..<2, .crash))
        _ = try fleet.run(to: 1)
        try fleet.apply(.resume(Small.servers(0..<2)))
        #expect(try fleet.run(to: 30).serving().isEmpty)
        // One hangs again, and gets the good one meanwhile: it starts when it is back.
        try fleet.apply(.hang(Small.servers(0..<1)))
        try fleet.apply(Self.configure(0..<1, .good))
        _ = try fleet.run(to: 50)
        try fleet.apply(.resume(Small.servers(0..<1)))
        #expect(try fleet.run(to: 100).serving() == [[60, 3]])
    }

    @Test func refusingReplicasAreMissedInTheirCell() throws {
        let cells = CellSpec(count: 2, replicas: 2, quorum: .count(2))
        let spec = Small.fleet(
            [Small.subsystem("index", cells: cells)], [Small.group(4)],
            [Small.operation(rate: 10)])
        var fleet = Small.simulated(spec)
        try fleet.apply(Self.configure(0..<1, .refuse))
        let events = try fleet.run(to: 1)
        #expect(events.seconds(of: .cellStopped(subsystem: Self.index, cell: 0)) == [0])
        #expect(events.serving() == [[0, 2]])
        try fleet.apply(Self.configure(0..<1, .good))
        #expect(try fleet.run(to: 2).serving().isEmpty, "a stopped cell wants a full restart")
        try fleet.apply(.fullRestart([Self.index]))
        #expect(try fleet.run(to: 30).serving() == [[12, 4]])
    }

    @Test func onlyTheSubsystemNamedIsConfigured() throws {
        let spec = Small.fleet(
            [Small.subsystem("index"), Small.subsystem("billing")],
            [Small.group("all", 3, carries: [0, 1])])
        var fleet = Small.simulated(spec)
        try fleet.apply(Self.configure(0..<3, .crash))
        #expect(try fleet.run(to: 1).serving(1).isEmpty)
        try fleet.apply(Self.configure(0..<3, .refuse, of: nil))
        let events = try fleet.run(to: 20)
        #expect(events.serving(1) == [[1, 0]])
        #expect(events.serving(0).isEmpty, "what crashed starts, and then refuses too")
    }

    @Test func goodConfigurationsChangeNothingAtAll() throws {
        func hash(_ command: FleetCommand?) throws -> ([FleetEvent], Int) {
            var fleet = Small.simulated(Self.spec())
            if let command { try fleet.apply(command) }
            try fleet.apply(.restart(Small.servers(0..<2), aged: nil))
            return (try fleet.run(to: 100), fleet.eventCount().events)
        }
        let without = try hash(nil)
        let with = try hash(Self.configure(0..<4, .good))
        #expect(with.0 == without.0)
        #expect(with.1 == without.1 + 1, "the command itself")
    }

    @Test(arguments: [0, -1, .infinity, .nan])
    func aSlownessThatIsNoFactorIsRefused(factor: Double) {
        var fleet = Small.simulated(Self.spec())
        #expect(throws: FleetError.self) { try fleet.apply(Self.configure(0..<1, .slow(factor))) }
    }
}
