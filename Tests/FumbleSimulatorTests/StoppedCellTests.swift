import FumbleModel
import FumbleSimulator
import Testing

/// What acts on a part of a server or of a subsystem leaves the rest alone.
@Suite struct StoppedCellTests {
    private static let cells = CellSpec(count: 2, replicas: 3, quorum: .count(2))

    @Test func aFullRestartLeavesCellsAloneThatServe() throws {
        // Cell 0: servers 0, 2, 4; cell 1: servers 1, 3, 5.
        let spec = Small.fleet(
            [Small.subsystem("index", cells: Self.cells)], [Small.group(6)],
            [Small.operation(rate: 100)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.remove([ServerID(0), ServerID(2), ServerID(1)]))
        #expect(fleet.tally().serving == [2])
        try fleet.apply(.fullRestart([SubsystemID(0)]))
        #expect(fleet.tally().serving == [2])
        let events = try fleet.run(to: 20)
        // The stopped cell and the removed server of the other are back together after a boot.
        #expect(events.serving() == [[0, 2], [10, 6]])
        #expect(events.seconds(of: .stopped(subsystem: SubsystemID(0))) == [])
        // Half of the keys were answered for ten seconds, then all of them.
        #expect(fleet.closeWindow().operations[0].answered == 1_500)
    }

    @Test func aRehearsalStopsEverything() throws {
        let spec = Small.fleet([Small.subsystem("index", cells: Self.cells)], [Small.group(6)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.fullRestart([SubsystemID(0)]))
        #expect(fleet.tally().serving == [0])
    }

    @Test func aSlowProcessSlowsNothingElseOnItsServer() throws {
        // Each server does 100 a second of either; 150 of each are asked of two.
        let spec = Small.fleet(
            [Small.subsystem("index"), Small.subsystem("billing")],
            [Small.group("all", 2, carries: [0, 1])],
            [Small.operation([0], rate: 150), Small.operation([1], rate: 150)])
        let servers = [ServerID(0), ServerID(1)]
        var fleet = Small.simulated(spec)
        try fleet.apply(.slow(servers, of: SubsystemID(1), factor: 2))
        _ = try fleet.run(to: 10)
        var window = fleet.closeWindow()
        #expect(window.operations.map(\.answered) == [1_500, 1_000])
        try fleet.apply(.slow(servers, of: nil, factor: 2))
        _ = try fleet.run(to: 20)
        window = fleet.closeWindow()
        #expect(window.operations.map(\.answered) == [1_000, 1_000])
        try fleet.apply(.slow(servers, of: nil, factor: 1))
        _ = try fleet.run(to: 30)
        #expect(fleet.closeWindow().operations.map(\.answered) == [1_500, 1_500])
    }
}
