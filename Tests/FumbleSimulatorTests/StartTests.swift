import FumbleModel
import FumbleSimulator
import Testing

/// When servers that start are there, worked out by hand.
@Suite struct StartTests {
    @Test func onePhaseAfterTheOther() throws {
        // Two carriers, one copy: each holds half of 4,000 bytes and 200 objects, and of a log
        // written for 100 s at 8 bytes a second.
        let spec = Small.fleet(
            [
                Small.subsystem(
                    "index", state: Small.state(bytes: 4_000, objects: 200, log: 8),
                    restart: Small.restart(
                        load: 100, verify: 50, replay: 10, warm: .seconds(3)))
            ], [Small.group(2, age: .seconds(100))])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<1), aged: nil))
        #expect(fleet.tally().serving == [1])
        #expect(fleet.lives() == [.starting, .serving])
        let events = try fleet.run(to: 1_000)
        let index = SubsystemID(0)
        func entered(_ phase: StartPhase) -> [Double] {
            events.seconds(of: .phase(subsystem: index, phase: phase, servers: 1))
        }
        #expect(entered(.boot) == [0])
        #expect(entered(.load) == [10])
        #expect(entered(.verify) == [30])
        #expect(entered(.replay) == [32])
        #expect(entered(.warm) == [72])
        #expect(events.serving() == [[0, 1], [75, 2]])
        #expect(events.seconds(of: .whole(subsystem: index)) == [75])
        // Its log begins anew at 75 s; at 1,000 s it has 925 s of it.
        try fleet.apply(.restart(Small.servers(0..<1), aged: nil))
        #expect(try fleet.run(to: 2_000).serving().last == [1_000 + 35 + 370, 2])
        try fleet.apply(.restart(Small.servers(1..<2), aged: .seconds(50)))
        #expect(try fleet.run(to: 3_000).serving().last == [2_000 + 35 + 20, 2])
    }

    @Test func slotsMakeWaves() throws {
        let spec = Small.fleet(
            [Small.subsystem("index", restart: Small.restart(atOnce: 2))], [Small.group(6)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<5), aged: nil))
        #expect(try fleet.run(to: 100).serving() == [[0, 1], [10, 3], [20, 5], [30, 6]])
    }

    @Test func manyStartsSlowEachOther() throws {
        // Four start: boots take 4/2 as long. Then one more: at its start five, so 5/2.
        let spec = Small.fleet(
            [Small.subsystem("index", restart: Small.restart(slowedAbove: 2))], [Small.group(6)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<4), aged: nil))
        var events = try fleet.run(to: 5)
        try fleet.apply(.restart(Small.servers(4..<5), aged: nil))
        events += try fleet.run(to: 100)
        #expect(events.serving() == [[0, 2], [5, 1], [20, 5], [30, 6]])
    }

    @Test func drainingServersLeaveLater() throws {
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4, drain: .seconds(30))])
        var fleet = Small.simulated(spec)
        try fleet.apply(.remove(Small.servers(0..<2)))
        #expect(fleet.tally().serving == [2])
        #expect(fleet.tally().leaving == [2])
        var events = try fleet.run(to: 20)
        #expect(fleet.lives() == [.draining, .draining, .serving, .serving])
        try fleet.apply(.add(Small.servers(0..<1)))
        events += try fleet.run(to: 40)
        #expect(fleet.lives() == [.serving, .removed, .serving, .serving])
        try fleet.apply(.add(Small.servers(0..<2)))
        events += try fleet.run(to: 100)
        #expect(events.seconds(of: .removed(servers: 2)) == [0])
        #expect(events.serving() == [[0, 2], [20, 3], [50, 4]])
    }

    @Test func machinesStartTheirServersAgain() throws {
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(2, restartsAfter: .seconds(7))])
        var fleet = Small.simulated(spec)
        try fleet.apply(.crash(Small.servers(0..<2)))
        #expect(fleet.lives() == [.crashed, .crashed])
        var events = try fleet.run(to: 3)
        try fleet.apply(.start(Small.servers(1..<2)))
        events += try fleet.run(to: 100)
        #expect(events.serving() == [[0, 0], [13, 1], [17, 2]])
        #expect(events.seconds(of: .stopped(subsystem: SubsystemID(0))) == [0])
        #expect(events.seconds(of: .began(subsystem: SubsystemID(0))) == [13])
    }

    @Test func commandsThatMakeNoSenseDoNothing() throws {
        let spec = Small.fleet([Small.subsystem("index")], [Small.group(2)])
        var fleet = Small.simulated(spec)
        let first = Small.servers(0..<1)
        for command in [FleetCommand.add(first), .start(first), .resume(first), .reconnect(first)] {
            try fleet.apply(command)
        }
        #expect(try fleet.run(to: 10) == [])
        try fleet.apply(.remove(first))
        for command in [FleetCommand.remove(first), .restart(first, aged: nil), .crash(first)] {
            try fleet.apply(command)
        }
        #expect(
            try fleet.run(to: 20).map(\.what) == [
                .removed(servers: 1), .serving(subsystem: SubsystemID(0), servers: 1),
            ])
        #expect(fleet.lives() == [.removed, .serving])
        #expect(throws: FleetError.didNothing("there is no server 2")) {
            try fleet.apply(.crash(Small.servers(0..<3)))
        }
        #expect(fleet.tally().serving == [1])
        #expect(throws: FleetError.self) { try fleet.apply(.slow(first, of: nil, factor: 0)) }
        #expect(throws: FleetError.self) { try fleet.run(to: 19) }
    }

    @Test func bootsThatAlwaysFailEndInACrash() throws {
        let spec = Small.fleet(
            [Small.subsystem("index", restart: Small.restart(fails: .whole))],
            [Small.group(3, restartsAfter: .seconds(1))])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(1..<3), aged: nil))
        let events = try fleet.run(to: 10_000)
        let failures = events.seconds(of: .startFailed(subsystem: SubsystemID(0), servers: 2))
        #expect(failures == (1...20).map { Double($0) * 10 })
        #expect(fleet.lives() == [.serving, .crashed, .crashed])
    }

    @Test func someBootsFail() throws {
        let spec = Small.fleet(
            [Small.subsystem("index", restart: Small.restart(fails: .percent(25)))],
            [Small.group(4_000)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<4_000), aged: nil))
        let after = try fleet.run(to: 10).serving().last?.last ?? 0
        // A draw of 4,000 with 3/4: its standard deviation is 27.
        #expect(after > 2_850 && after < 3_150)
        #expect(try fleet.run(to: 1_000).serving().last?.last == 4_000)
    }

    @Test func sillyLengthsNeverEnd() throws {
        let spec = Small.fleet(
            [
                Small.subsystem(
                    "index", state: Small.state(bytes: .max, log: 1e300),
                    restart: Small.restart(
                        boot: .years(200_000), load: 1e-300, replay: 1e-300, slowedAbove: 1))
            ], [Small.group(4, age: .years(290_000), drain: .years(290_000))])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<3), aged: .years(290_000)))
        try fleet.apply(.remove(Small.servers(3..<4)))
        _ = try fleet.run(to: 1_000_000_000)
        #expect(fleet.tally().serving == [0])
    }
}
