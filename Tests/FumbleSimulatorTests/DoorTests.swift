import FumbleModel
import FumbleSimulator
import Testing

/// Access, routes and doors, in both grains.
@Suite struct DoorTests {
    static let index = SubsystemID(0)
    static let get = OperationID(0)
    static let grains: [TrafficGrain] = [.flow, .requests]

    private static func fleet(
        _ traffic: TrafficGrain, rate: Double = 200, retries: Int = 0, seed: UInt64 = 1
    ) -> SimulatedFleet {
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4)],
            [Small.operation(rate: rate, retries: retries)])
        return SimulatedFleet(spec, topology: Topology(spec), seed: seed, traffic: traffic)
    }

    @Test(arguments: grains) func whoIsCutOffIsNotAnsweredAndMakesNoWork(
        traffic: TrafficGrain
    ) throws {
        // Twice what four servers can do; a half is cut off, and the other half fits exactly below.
        var fleet = Self.fleet(traffic, rate: 600, retries: 3)
        try fleet.apply(.withdraw(Self.get, share: .percent(50)))
        let window = try fleet.window(to: 60)
        #expect((window.answered / window.offered).isNear(0.5, within: 0.02))
        #expect(window.offered.isNear(36_000, within: 0.02))
        #expect(window.attempts.isNear(window.offered, within: 0.02), "nobody asks again")
        try fleet.apply(.withdraw(Self.get, share: .none))
        try fleet.apply(.offer(Self.get, factor: 0.5))
        _ = try fleet.run(to: 70)
        _ = fleet.closeWindow()
        let after = try fleet.window(to: 130)
        #expect(after.answered >= after.offered * 0.999)
    }

    @Test(arguments: grains) func theDoorLetsInTheShareItSays(traffic: TrafficGrain) throws {
        var fleet = Self.fleet(traffic)
        try fleet.apply(.admit(Self.get, share: .percent(25)))
        let first = try fleet.window(to: 60)
        #expect((first.answered / first.offered).isNear(0.25, within: 0.05))
        // Of those who are not cut off: three fifths of a half.
        try fleet.apply(.admit(Self.get, share: .percent(60)))
        try fleet.apply(.withdraw(Self.get, share: .percent(50)))
        let second = try fleet.window(to: 120)
        #expect((second.answered / second.offered).isNear(0.3, within: 0.05))
        try fleet.apply(.admit(Self.get, share: .whole))
        try fleet.apply(.withdraw(Self.get, share: .none))
        let third = try fleet.window(to: 180)
        #expect(third.answered >= third.offered * 0.999)
    }

    @Test(arguments: grains) func attemptsWithoutAccessFailAndAreTriedAgain(
        traffic: TrafficGrain
    ) throws {
        var fleet = Self.fleet(traffic, rate: 50, retries: 1)
        try fleet.apply(.deny(Self.index, to: .clients, share: .percent(50)))
        let window = try fleet.window(to: 200)
        #expect((window.answered / window.offered).isNear(0.75, within: 0.02))
        #expect((window.attempts / window.offered).isNear(1.5, within: 0.02))
        try fleet.apply(.deny(Self.index, to: .clients, share: .none))
        let after = try fleet.window(to: 300)
        #expect(after.answered >= after.offered * 0.999)
    }

    @Test func whatIsSoAlreadyIsNotTold() throws {
        var fleet = Self.fleet(.flow)
        for _ in 0..<2 {
            try fleet.apply(.withdraw(Self.get, share: .percent(10)))
            try fleet.apply(.admit(Self.get, share: .percent(10)))
            try fleet.apply(.deny(Self.index, to: .operators, share: .whole))
            try fleet.apply(.setReach(isReachable: false))
        }
        #expect(
            try fleet.run(to: 1).map(\.what) == [
                .withdrawn(operation: Self.get, share: .percent(10)),
                .admitted(operation: Self.get, share: .percent(10)),
                .denied(subsystem: Self.index, to: .operators, share: .whole),
                .reach(isReachable: false),
                .operable(subsystem: Self.index, isOperable: false),
            ])
    }

    /// The draws of the door are its own: behind one that is half shut for a while the same intents
    /// with the same keys come up at the same instants. A quarter of the keys is dead, so that other
    /// keys would be answered otherwise.
    @Test func theDoorShiftsNoOtherDraw() throws {
        func events(_ share: Share?) throws -> (later: OperationSample, events: Int) {
            let cells = CellSpec(count: 4, replicas: 1, quorum: .count(1))
            let spec = Small.fleet(
                [Small.subsystem("index", cells: cells)], [Small.group(4)],
                [Small.operation(rate: 40)])
            var fleet = SimulatedFleet(
                spec, topology: Topology(spec), seed: 5, traffic: .requests)
            try fleet.apply(.remove(Small.servers(0..<1)))
            _ = try fleet.run(to: 10)
            if let share { try fleet.apply(.admit(Self.get, share: share)) }
            _ = try fleet.run(to: 20)
            if share != nil { try fleet.apply(.admit(Self.get, share: .whole)) }
            _ = try fleet.run(to: 25)
            _ = fleet.closeWindow()
            return (try fleet.window(to: 125), fleet.eventCount().events)
        }
        let open = try events(nil)
        let half = try events(.percent(50))
        #expect(half.later == open.later)
        #expect(open.later.answered < open.later.offered)
        #expect(half.events < open.events)
    }

    /// Half of the clients do not find the way; of the others a fifth is turned away at the door.
    @Test func whoIsTurnedAwayIsRefusedAndWhoIsCutOffIsNot() throws {
        let spec = Small.fleet(
            [Small.subsystem("index")], [Small.group(4)], [Small.operation(rate: 50)])
        var fleet = Asked.fleet(spec, measures: [Asked.measure(.refused(Self.get))])
        try fleet.apply(.withdraw(Self.get, share: .percent(50)))
        try fleet.apply(.admit(Self.get, share: .percent(80)))
        _ = try fleet.run(to: 400)
        #expect((fleet.readings()[0].mean ?? 0).isNear(0.1, within: 0.1))
    }

    @Test func aSubsystemThatIsRefusedIsAsThoughTheOtherWasDown() throws {
        let spec = Small.fleet(
            [
                Small.subsystem("index"), Small.subsystem("placement", toServe: [0], toStart: [0]),
                Small.subsystem("page", toOperate: [0]),
            ],
            [
                Small.group("a", 2, carries: [0]), Small.group("b", 2, carries: [1]),
                Small.group("c", 1, carries: [2]),
            ],
            [Small.operation([0], rate: 10), Small.operation([1], rate: 10)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.deny(Self.index, to: .subsystem(SubsystemID(1)), share: .whole))
        try fleet.apply(.restart(Small.servers(2..<3), aged: nil))
        _ = try fleet.run(to: 10)
        var window = fleet.closeWindow()
        #expect(window.operations.map(\.answered) == [100, 0], "clients of the index are served")
        #expect(fleet.tally().serving == [2, 1, 1], "placement cannot start either")
        #expect(fleet.tally().operable == [true, true, true], "the page was not refused")
        try fleet.apply(.deny(Self.index, to: .subsystem(SubsystemID(2)), share: .whole))
        try fleet.apply(.deny(Self.index, to: .subsystem(SubsystemID(1)), share: .none))
        _ = try fleet.run(to: 20)
        window = fleet.closeWindow()
        #expect(window.operations.map(\.answered) == [100, 100])
        #expect(fleet.tally().operable == [true, true, false])
        #expect(fleet.tally().serving == [2, 2, 1], "it had waited for its need, and boots 10 s")
    }

    @Test func sharesAboveTheWholeAreRefused() {
        var fleet = Self.fleet(.flow)
        let share = Share(partsPerMillion: 1_000_001)
        #expect(throws: FleetError.self) { try fleet.apply(.withdraw(Self.get, share: share)) }
        #expect(throws: FleetError.self) { try fleet.apply(.admit(Self.get, share: share)) }
        #expect(throws: FleetError.self) {
            try fleet.apply(.deny(Self.index, to: .clients, share: share))
        }
        #expect(throws: FleetError.self) {
            try fleet.apply(.admit(OperationID(7), share: .whole))
        }
    }
}
