import FumbleModel
import FumbleSimulator
import Testing

/// Primaries and replicas, in both grains.
@Suite struct RoleTests {
    private static let index = SubsystemID(0)

    /// Two cells of three: servers 0, 2, 4 and 1, 3, 5. Put needs a primary, get does not.
    private static func spec(
        _ scope: RoleSpec.Scope = .onePerCell, lag: TimeSpan = .seconds(2),
        drain: TimeSpan = .zero, notices: TimeSpan = .zero
    ) -> FleetSpec {
        let roles = RoleSpec(
            scope: scope, promotesAfter: .seconds(30), lag: lag, neededBy: [OperationID(1)])
        let subsystem = SubsystemSpec(
            name: "index", position: Small.position, minimum: .count(0),
            cells: CellSpec(count: 2, replicas: 3, quorum: .count(1)),
            state: Small.state(objects: 6),
            restart: Small.restart(boot: .seconds(10)), servesFrom: .percent(1), needs: .none,
            slots: 100, roles: roles)
        return Small.fleet(
            [subsystem], [Small.group(6, drain: drain)],
            [Small.operation(rate: 100), Small.operation(rate: 50)], noticesAfter: notices)
    }

    private static func fleet(_ spec: FleetSpec, _ grain: TrafficGrain = .flow) -> SimulatedFleet {
        SimulatedFleet(spec, topology: Topology(spec), seed: 1, traffic: grain)
    }

    private static func numbers(_ fleet: SimulatedFleet) -> [[Int]] {
        fleet.primaries().map { $0.map(\.index) }
    }

    private func told(_ events: [FleetEvent]) -> [String] {
        events.compactMap { event in
            let at = Int(event.at.sinceStart.seconds)
            return switch event.what {
            case .primaryLost(_, let cell): "\(at) lost \(cell)"
            case .promoted(_, let cell, let isFormer):
                "\(at) \(isFormer ? "former" : "promoted") \(cell)"
            case .writesLost(_, let objects): "\(at) writes \(objects)"
            default: nil
            }
        }
    }

    private func shares(_ fleet: inout SimulatedFleet, to seconds: Int64) throws -> [Double] {
        _ = try fleet.run(to: seconds)
        return fleet.closeWindow().operations.map { $0.answered / $0.offered }
    }

    @Test(arguments: [TrafficGrain.flow, .requests])
    func withoutItsPrimaryACellOnlyReads(grain: TrafficGrain) throws {
        var fleet = Self.fleet(Self.spec(), grain)
        #expect(Self.numbers(fleet) == [[0, 1]])
        _ = try shares(&fleet, to: 100)
        try fleet.apply(.crash([ServerID(0)]))
        #expect(Self.numbers(fleet) == [[1]])
        let without = try shares(&fleet, to: 129)
        #expect(without[0].isNear(1, within: 0.005))
        #expect(without[1].isNear(0.5, within: 0.05))
        let events = try fleet.run(to: 131)
        #expect(told(events).first == "130 promoted 0")
        // Half of 50/s for two seconds; drawn, so not to the last one.
        let lost = events.compactMap { event in
            if case .writesLost(_, let objects) = event.what { Double(objects) } else { nil }
        }
        #expect(lost.count == 1 && lost[0].isNear(50, within: grain == .flow ? 0 : 0.3))
        #expect(Self.numbers(fleet) == [[2, 1]])
        _ = fleet.closeWindow()
        #expect(try shares(&fleet, to: 231)[1].isNear(1, within: 0.005))
        // The old one is back: a replica.
        try fleet.apply(.start([ServerID(0)]))
        #expect(told(try fleet.run(to: 300)) == [])
        #expect(Self.numbers(fleet) == [[2, 1]])
    }

    @Test func oneThatIsBackInTimeHasLostNothing() throws {
        var fleet = Self.fleet(Self.spec())
        _ = try fleet.run(to: 100)
        try fleet.apply(.hang([ServerID(0), ServerID(1)]))
        var events = try fleet.run(to: 110)
        try fleet.apply(.resume([ServerID(0)]))
        events += try fleet.run(to: 150)
        try fleet.apply(.resume([ServerID(1)]))
        events += try fleet.run(to: 300)
        #expect(
            told(events) == [
                "100 lost 0", "100 lost 1", "110 former 0", "130 promoted 1", "130 writes 50",
            ])
        // The one that hung for longer is fenced.
        #expect(Self.numbers(fleet) == [[0, 3]])
    }

    @Test func aPromotionWaitsForSomebodyWhoServes() throws {
        var fleet = Self.fleet(Self.spec())
        _ = try fleet.run(to: 100)
        try fleet.apply(.crash([0, 2, 4].map { ServerID($0) }))
        var events = try fleet.run(to: 500)
        try fleet.apply(.start([ServerID(4), ServerID(2)]))
        events += try fleet.run(to: 600)
        // They boot for ten seconds; the first in order takes the place.
        #expect(told(events) == ["100 lost 0", "510 promoted 0", "510 writes 50"])
        #expect(Self.numbers(fleet) == [[2, 1]])
        try fleet.apply(.fullRestart([Self.index]))
        // All of a cell that was stopped comes back together: nobody else has anything newer.
        #expect(
            told(try fleet.run(to: 700)) == [
                "600 lost 1", "600 lost 0", "610 former 0", "610 former 1",
            ])
    }

    @Test func oneForAllOfThem() throws {
        var fleet = Self.fleet(Self.spec(.one))
        _ = try shares(&fleet, to: 100)
        try fleet.apply(.crash([ServerID(0)]))
        #expect(try shares(&fleet, to: 130) == [1, 0])
        #expect(try shares(&fleet, to: 230) == [1, 1])
        #expect(Self.numbers(fleet) == [[1]])
        var requests = Self.fleet(Self.spec(.one), .requests)
        _ = try shares(&requests, to: 100)
        try requests.apply(.crash([ServerID(0)]))
        #expect(try shares(&requests, to: 130)[1] < 0.01)
    }

    @Test func whatHasDrainedIsReplicated() throws {
        for (drain, lost) in [(TimeSpan.zero, ["130 writes 50"]), (.seconds(5), [])] {
            var fleet = Self.fleet(Self.spec(drain: drain))
            _ = try fleet.run(to: 100)
            try fleet.apply(.remove([ServerID(0)]))
            #expect(told(try fleet.run(to: 300)) == ["100 lost 0", "130 promoted 0"] + lost)
        }
    }

    @Test func whoseStateIsSpoiltIsNoFormerPrimary() throws {
        var fleet = Self.fleet(Self.spec())
        _ = try fleet.run(to: 100)
        // It serves again after ten seconds, and has nothing that its replicas have not.
        try fleet.apply(.corrupt([ServerID(0)], of: Self.index))
        #expect(told(try fleet.run(to: 300)) == ["100 lost 0", "130 promoted 0", "130 writes 50"])
        #expect(Self.numbers(fleet) == [[0, 1]])
    }

    /// Until it is noticed that a primary is dead, reads are sent to it; writes are not sent to its
    /// cell at all, so that the others lose none of theirs.
    @Test(arguments: [TrafficGrain.flow, .requests])
    func theDeadPrimaryTakesNoWritesOfOtherCells(grain: TrafficGrain) throws {
        var fleet = Self.fleet(Self.spec(notices: .seconds(25)), grain)
        _ = try shares(&fleet, to: 100)
        try fleet.apply(.crash([ServerID(0)]))
        let within = grain == .flow ? 1e-9 : 0.06
        let without = try shares(&fleet, to: 124)
        #expect(without[0].isNear(5.0 / 6, within: within))
        #expect(without[1].isNear(0.5, within: within))
    }

    /// What is declared and never comes into play changes no event of a run.
    @Test(arguments: [TrafficGrain.flow, .requests])
    func whatIsNotUsedCostsNothing(grain: TrafficGrain) throws {
        func count(_ spec: FleetSpec) throws -> EventCount {
            var fleet = Self.fleet(spec, grain)
            _ = try fleet.run(to: 20)
            try fleet.apply(.hang([ServerID(4)]))
            _ = try fleet.run(to: 40)
            try fleet.apply(.resume([ServerID(4)]))
            _ = try fleet.run(to: 60)
            return fleet.eventCount()
        }
        let with = Self.spec()
        let old = with.subsystems[0]
        let without = Small.fleet(
            [
                SubsystemSpec(
                    name: old.name, position: old.position, minimum: old.minimum, cells: old.cells,
                    state: old.state, restart: old.restart, servesFrom: old.servesFrom,
                    needs: old.needs, slots: old.slots)
            ], with.groups, with.operations)
        #expect(try count(with) == count(without))
    }

    @Test func aYoungPrimaryHasLittleToLose() throws {
        var fleet = Self.fleet(Self.spec(lag: .seconds(60)))
        _ = try fleet.run(to: 10)
        try fleet.apply(.crash([ServerID(0)]))
        var events = try fleet.run(to: 44)
        try fleet.apply(.crash([ServerID(2)]))
        events += try fleet.run(to: 100)
        // 25 a second, for the ten seconds of the run, and for the four of its successor.
        #expect(
            told(events) == [
                "10 lost 0", "40 promoted 0", "40 writes 250", "44 lost 0", "74 promoted 0",
                "74 writes 100",
            ])
    }
}
