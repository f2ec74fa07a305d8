import FumbleModel
import FumbleSimulator
import Testing

/// What brings capacity back too slowly, or takes more of it: a herd of starts, and the load of those
/// who went, in both grains of traffic.
@Suite struct HerdTests {
    private static let state = Small.state(bytes: 1_200)

    /// Twelve servers of 10 ms, each with 100 bytes to load at 10 bytes a second.
    private static func fleet(
        _ grain: TrafficGrain, rate: Double, atOnce: Int? = nil, slowedAbove: Int? = nil
    ) -> SimulatedFleet {
        let subsystem = SubsystemSpec(
            name: "index", position: Small.position, minimum: .count(0), cells: nil, state: state,
            restart: Small.restart(
                boot: .seconds(5), load: 10, atOnce: atOnce, slowedAbove: slowedAbove),
            servesFrom: .percent(1), needs: .none, slots: 1, queue: Asked.queue(.deadline))
        let spec = Small.fleet(
            [subsystem], [Small.group(12)],
            [Asked.operation(rate, .exponential(mean: .milliseconds(10)), timeout: .seconds(1))])
        return SimulatedFleet(spec, topology: Topology(spec), seed: 1, traffic: grain)
    }

    private static func share(_ fleet: inout SimulatedFleet, to seconds: Int64) throws -> Double {
        let window = try fleet.window(to: seconds)
        return window.answered / window.offered
    }

    /// All twelve start at once, and where more than three of them slow each other down that takes
    /// four times as long: 60 s. Three at a time, each wave takes 5 s to boot and 10 s to load.
    @Test(arguments: TrafficGrain.allCases)
    func aHerdOfStartsSlowsItself(_ grain: TrafficGrain) throws {
        func serving(atOnce: Int?, slowedAbove: Int?) throws -> [[Double]] {
            var fleet = Self.fleet(grain, rate: 50, atOnce: atOnce, slowedAbove: slowedAbove)
            _ = try fleet.run(to: 10)
            try fleet.apply(.restart(Small.servers(0..<12), aged: nil))
            return try fleet.run(to: 120).serving().filter { $0[1] > 0 }
        }
        #expect(try serving(atOnce: nil, slowedAbove: nil) == [[25, 12]])
        #expect(try serving(atOnce: nil, slowedAbove: 3) == [[70, 12]])
        #expect(
            try serving(atOnce: 3, slowedAbove: 3) == [[25, 3], [40, 6], [55, 9], [70, 12]])
    }

    /// Clients feel the herd: nothing is answered for 60 s instead of 15 s, and three at a time the
    /// first are back after 15 s.
    @Test(arguments: TrafficGrain.allCases)
    func clientsFeelTheHerd(_ grain: TrafficGrain) throws {
        func share(atOnce: Int?) throws -> Double {
            var fleet = Self.fleet(grain, rate: 100, atOnce: atOnce, slowedAbove: 3)
            _ = try fleet.run(to: 10)
            try fleet.apply(.restart(Small.servers(0..<12), aged: nil))
            _ = try fleet.run(to: 30)
            _ = fleet.closeWindow()
            return try Self.share(&fleet, to: 50)
        }
        #expect(try share(atOnce: nil) == 0)
        #expect(try share(atOnce: 3) > 0.99)
    }

    /// Twelve can do 1,200 a second and are asked 720. When six of them go, what they did moves to
    /// the others, of which each then has twice as much, and more than it can do: 600 of 720.
    @Test(arguments: TrafficGrain.allCases)
    func theLoadMovesToTheSurvivors(_ grain: TrafficGrain) throws {
        var fleet = Self.fleet(grain, rate: 720)
        _ = try fleet.run(to: 10)
        _ = fleet.closeWindow()
        #expect(try Self.share(&fleet, to: 20) > 0.999)
        try fleet.apply(.remove(Small.servers(0..<4)))
        _ = try fleet.run(to: 25)
        _ = fleet.closeWindow()
        // Eight have room for what four did.
        #expect(try Self.share(&fleet, to: 45) > 0.999)
        try fleet.apply(.remove(Small.servers(4..<6)))
        _ = try fleet.run(to: 50)
        _ = fleet.closeWindow()
        let share = try Self.share(&fleet, to: 110)
        #expect((share - 600.0 / 720).magnitude < 0.012, "\(share)")
    }
}
