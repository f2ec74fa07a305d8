import FumbleModel
import FumbleSimulator
import Testing

/// When cells and subsystems stop and begin, and what needs what.
@Suite struct StandingTests {
    private static let cells = CellSpec(count: 2, replicas: 3, quorum: .count(2))

    @Test func aCellBelowQuorumStopsForGood() throws {
        // Cell 0: servers 0, 2, 4; cell 1: servers 1, 3, 5.
        let spec = Small.fleet(
            [Small.subsystem("index", cells: Self.cells)], [Small.group(6)],
            [Small.operation(rate: 100)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.crash([ServerID(0), ServerID(2)]))
        #expect(fleet.tally().serving == [3])
        var events = try fleet.run(to: 10)
        #expect(
            events.seconds(of: .cellStopped(subsystem: SubsystemID(0), cell: 0)) == [0])
        #expect(fleet.closeWindow().operations[0].answered == 500)
        // One replica back is no quorum, and the stopped one stays stopped.
        try fleet.apply(.start([ServerID(0)]))
        events = try fleet.run(to: 30)
        #expect(fleet.tally().serving == [3])
        // The second one gives the quorum; the third is stopped until it is restarted.
        try fleet.apply(.start([ServerID(2)]))
        events = try fleet.run(to: 50)
        #expect(events.serving() == [[40, 5]])
        try fleet.apply(.restart([ServerID(4)], aged: nil))
        events = try fleet.run(to: 70)
        #expect(events.serving() == [[60, 6]])
        #expect(events.seconds(of: .whole(subsystem: SubsystemID(0))) == [60])
    }

    @Test func hungServersComeBackOnlyToALiveCell() throws {
        let spec = Small.fleet([Small.subsystem("index", cells: Self.cells)], [Small.group(6)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.hang([ServerID(0)]))
        try fleet.apply(.cutOff([ServerID(1), ServerID(3)]))
        #expect(fleet.tally().serving == [2])
        try fleet.apply(.resume([ServerID(0)]))
        try fleet.apply(.reconnect([ServerID(1), ServerID(3)]))
        #expect(fleet.tally().serving == [3])
        _ = try fleet.run(to: 10)
        #expect(fleet.lives()[0] == .serving && fleet.lives()[1] == .starting)
    }

    @Test func aStoppedSubsystemBeginsWithAShareOfItself() throws {
        // Six must be ready of eight (70 % rounded up); two start at a time.
        let spec = Small.fleet(
            [
                Small.subsystem(
                    "index", restart: Small.restart(atOnce: 2), servesFrom: .percent(70))
            ], [Small.group(8)], [Small.operation(rate: 100)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.fullRestart([SubsystemID(0)]))
        let events = try fleet.run(to: 100)
        #expect(events.serving() == [[0, 0], [30, 6], [40, 8]])
        #expect(events.seconds(of: .began(subsystem: SubsystemID(0))) == [30])
        #expect(fleet.closeWindow().operations[0].answered == 7_000)
    }

    @Test func aFullRestartGoesInOrderAndBringsEverybodyBack() throws {
        // placement (0) needs index (1); billing (2) is not listed. Servers 0-1 carry all three.
        let spec = Small.fleet(
            [
                Small.subsystem(
                    "placement", restart: Small.restart(boot: .seconds(5)), toServe: [1]),
                Small.subsystem("index"),
                Small.subsystem("billing", restart: Small.restart(boot: .seconds(5))),
            ],
            [Small.group("shared", 2, carries: [2, 1, 0]), Small.group("index", 4, carries: [1])])
        var fleet = Small.simulated(spec)
        try fleet.apply(.remove([ServerID(0)]))
        try fleet.apply(.crash([ServerID(2)]))
        try fleet.apply(.hang([ServerID(3)]))
        try fleet.apply(.cutOff([ServerID(4)]))
        var events = try fleet.run(to: 100)
        try fleet.apply(.fullRestart([SubsystemID(0), SubsystemID(1)]))
        try fleet.apply(.fullRestart([SubsystemID(1)]))
        events = try fleet.run(to: 200)
        #expect(events.serving(1) == [[100, 0], [110, 5]])
        #expect(events.serving(0) == [[110, 0], [115, 2]])
        #expect(events.serving(2) == [[105, 2]])
        #expect(fleet.lives() == [.serving, .serving, .serving, .serving, .cutOff, .serving])
        // Over: another one is let in.
        try fleet.apply(.fullRestart([SubsystemID(1)]))
        #expect(try fleet.run(to: 300).serving(1) == [[200, 0], [210, 5]])
    }

    @Test func aStageDoesNotWaitForTheDead() throws {
        let spec = Small.fleet(
            [Small.subsystem("index"), Small.subsystem("placement", toServe: [0])],
            [Small.group("a", 3, carries: [0]), Small.group("b", 2, carries: [1])])
        var fleet = Small.simulated(spec)
        try fleet.apply(.fullRestart([SubsystemID(1), SubsystemID(0)]))
        var events = try fleet.run(to: 5)
        try fleet.apply(.crash([ServerID(2)]))
        events += try fleet.run(to: 100)
        #expect(events.serving(0) == [[0, 0], [10, 2]])
        #expect(events.serving(1) == [[10, 0], [20, 2]])
    }

    @Test func startsWaitForWhatTheyNeed() throws {
        let spec = Small.fleet(
            [Small.subsystem("index"), Small.subsystem("placement", toStart: [0])],
            [Small.group("both", 2, carries: [1, 0])])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<2), aged: nil))
        let events = try fleet.run(to: 100)
        #expect(events.serving(0) == [[0, 0], [10, 2]])
        #expect(events.serving(1) == [[0, 0], [20, 2]])
    }

    @Test func aCircleOfStartsThatIsDownStaysDown() throws {
        let spec = Small.fleet(
            [Small.subsystem("a", toStart: [1]), Small.subsystem("b", toStart: [0])],
            [Small.group("a", 2, carries: [0]), Small.group("b", 2, carries: [1])])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<2), aged: nil))
        #expect(try fleet.run(to: 100).serving(0) == [[0, 0], [10, 2]])
        try fleet.apply(.restart(Small.servers(0..<4), aged: nil))
        _ = try fleet.run(to: 100_000)
        #expect(fleet.tally().serving == [0, 0])
        try fleet.apply(.setNeed(SubsystemID(0), on: SubsystemID(1), isNeeded: false))
        let events = try fleet.run(to: 200_000)
        #expect(events.serving(0) == [[100_010, 2]])
        #expect(events.serving(1) == [[100_020, 2]])
    }

    @Test func aCircleThatIsUpHoldsItselfUp() throws {
        let spec = Small.fleet(
            [
                Small.subsystem("a", toServe: [1]), Small.subsystem("b", toServe: [0]),
                Small.subsystem("status", toOperate: [0]),
            ],
            [
                Small.group("a", 2, carries: [0]), Small.group("b", 2, carries: [1]),
                Small.group("c", 1, carries: [2]),
            ], [Small.operation([0], rate: 100)])
        var fleet = Small.simulated(spec)
        #expect(try fleet.window(to: 10).answered == 1_000)
        try fleet.apply(.crash(Small.servers(2..<4)))
        #expect(fleet.tally().operable == [true, true, false])
        var events = try fleet.run(to: 20)
        let status = SubsystemID(2)
        #expect(events.seconds(of: .operable(subsystem: status, isOperable: false)) == [10])
        #expect(fleet.tally().serving == [2, 0, 1])
        #expect(fleet.closeWindow().operations[0].answered == 0)
        try fleet.apply(.setNeed(status, on: SubsystemID(0), isNeeded: false))
        #expect(fleet.tally().operable == [true, true, true])
        try fleet.apply(.setNeed(status, on: SubsystemID(0), isNeeded: true))
        #expect(fleet.tally().operable == [true, true, false])
        try fleet.apply(.start(Small.servers(2..<4)))
        events = try fleet.run(to: 40)
        #expect(events.seconds(of: .operable(subsystem: status, isOperable: true)) == [30])
        #expect(fleet.closeWindow().operations[0].answered == 1_000)
    }

    @Test func whatNobodyHoldsAnyMoreIsLost() throws {
        // Seven objects in six pieces of two copies: the first piece has two objects.
        let pieces = Small.fleet(
            [
                Small.subsystem(
                    "blobs", state: Small.state(bytes: 600, objects: 7, copies: 2),
                    restart: Small.restart(load: 10))
            ], [Small.group(6)])
        var fleet = Small.simulated(pieces)
        try fleet.apply(.corrupt([ServerID(0), ServerID(2)], of: SubsystemID(0)))
        #expect(fleet.tally().serving == [4])
        var events = try fleet.run(to: 15)
        try fleet.apply(.corrupt([ServerID(1)], of: SubsystemID(0)))
        events += try fleet.run(to: 100)
        let blobs = SubsystemID(0)
        #expect(events.seconds(of: .writesLost(subsystem: blobs, objects: 3)) == [15])
        #expect(events.serving() == [[0, 4], [15, 3], [30, 5], [45, 6]])
        // All have loaded again: one alone is no loss, and what is lost is not lost again.
        try fleet.apply(.corrupt(Small.servers(0..<3), of: blobs))
        events = try fleet.run(to: 200)
        #expect(!events.contains { if case .writesLost = $0.what { true } else { false } })

        let sliced = Small.fleet(
            [
                Small.subsystem(
                    "index", cells: Self.cells, state: Small.state(bytes: 6, objects: 11))
            ], [Small.group(6)])
        fleet = Small.simulated(sliced)
        try fleet.apply(.corrupt([1, 3, 5, 0, 2].map { ServerID($0) }, of: blobs))
        events = try fleet.run(to: 5)
        #expect(events.seconds(of: .writesLost(subsystem: blobs, objects: 5)) == [0])
    }
}

extension StandingTests {
    /// Cut off and hung: it comes back when both are over, whichever is first.
    @Test(arguments: [true, false]) func oneCanBeCutOffAndHang(_ hangsFirst: Bool) throws {
        let spec = Small.fleet([Small.subsystem("index")], [Small.group(3)])
        let (hang, cut) = ([ServerID(0), ServerID(1)], [ServerID(1), ServerID(2)])
        var fleet = Small.simulated(spec)
        try fleet.apply(hangsFirst ? .hang(hang) : .cutOff(cut))
        try fleet.apply(hangsFirst ? .cutOff(cut) : .hang(hang))
        #expect(fleet.lives() == [.hung, .hung, .cutOff])
        try fleet.apply(.resume(hang))
        #expect(fleet.lives() == [.serving, .cutOff, .cutOff])
        try fleet.apply(.hang(hang))
        try fleet.apply(.reconnect(cut))
        #expect(fleet.lives() == [.hung, .hung, .serving])
        try fleet.apply(.resume(hang))
        #expect(fleet.lives() == [.serving, .serving, .serving])
        #expect(fleet.tally().serving == [3])
    }
}
