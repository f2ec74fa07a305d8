import FumbleModel
import FumbleSimulator
import Testing

/// The same seed gives the same run, and nothing but the seed shifts a draw.
@Suite struct DeterminismTests {
    private static func spec(further: Bool) -> FleetSpec {
        let index = Small.subsystem(
            "index", cells: CellSpec(count: 10, replicas: 5, quorum: .count(3)),
            state: Small.state(bytes: 5_000_000, objects: 1_000, log: 3),
            restart: Small.restart(
                load: 10_000, verify: 100, replay: 50, atOnce: 9, slowedAbove: 4,
                fails: .percent(20)))
        let idle = Small.group("idle", 17, carries: [1])
        let main = Small.group("main", 50, carries: [0], age: .hours(5), restartsAfter: .minutes(1))
        return Small.fleet(
            [index, Small.subsystem("idle")], further ? [idle, main] : [main],
            [Small.operation(rate: 100, retries: 1)], noticesAfter: .seconds(3))
    }

    private static func run(further: Bool = false, seed: UInt64) throws -> (
        events: [FleetEvent], windows: [WindowSample], count: EventCount
    ) {
        var fleet = Small.simulated(spec(further: further), seed: seed)
        let first = further ? 17 : 0
        var events: [FleetEvent] = []
        var windows: [WindowSample] = []
        for minute in 1...120 {
            if minute == 5 { try fleet.apply(.crash(Small.servers(first..<first + 30))) }
            if minute == 30 { try fleet.apply(.fullRestart([SubsystemID(0)])) }
            if minute == 60 {
                try fleet.apply(.slow(Small.servers(first..<first + 9), factor: 3))
            }
            events += try fleet.run(to: Int64(minute) * 60)
            windows.append(fleet.closeWindow())
        }
        return (events, windows, fleet.eventCount())
    }

    @Test func theSameSeedIsTheSameRun() throws {
        let one = try Self.run(seed: 7)
        let two = try Self.run(seed: 7)
        #expect(one.events == two.events)
        #expect(one.windows == two.windows)
        #expect(one.count == two.count)
        #expect(one.count.events > 300)
        let other = try Self.run(seed: 8)
        #expect(other.count.hash != one.count.hash)
    }

    @Test func anotherGroupShiftsNoDraw() throws {
        let alone = try Self.run(seed: 7)
        let beside = try Self.run(further: true, seed: 7)
        #expect(alone.events == beside.events)
        #expect(alone.events.contains { if case .startFailed = $0.what { true } else { false } })
    }

    @Test func smallerStepsAreTheSameRun() throws {
        var coarse = Small.simulated(Self.spec(further: false))
        var fine = coarse
        try coarse.apply(.restart(Small.servers(0..<50), aged: .hours(9)))
        try fine.apply(.restart(Small.servers(0..<50), aged: .hours(9)))
        let events = try coarse.run(to: 7_200)
        var pieces: [FleetEvent] = []
        for second in 0...7_200 { pieces += try fine.run(to: Int64(second)) }
        #expect(pieces == events)
        #expect(fine.eventCount() == coarse.eventCount())
    }

    /// Holds what runs are on every machine; a change of it is a change of what runs are.
    @Test func aPinnedSeedKeepsItsHash() throws {
        let count = try Self.run(seed: 7).count
        #expect(count.events == 408)
        #expect(count.hash == 4_458_760_992_596_056_087)
    }

    @Test func itAnswersThroughThePort() async throws {
        var fleet: any Fleet = Small.simulated(Self.spec(further: false))
        try await fleet.apply(.remove(Small.servers(0..<1)))
        let events = try await fleet.advance(to: .start + .seconds(10))
        #expect(events.seconds(of: .removed(servers: 1)) == [0])
        #expect(await fleet.tally().serving == [49, 0])
        #expect(await fleet.lives().count == 50)
        #expect(await fleet.closeWindow().operations[0].offered == 1_000)
        #expect(await fleet.eventCount().events == 1)
    }

    @Test func marksComeEveryFewThousandEvents() throws {
        let spec = Small.fleet([Small.subsystem("index")], [Small.group(9_000)])
        var fleet = Small.simulated(spec)
        try fleet.apply(.restart(Small.servers(0..<9_000), aged: nil))
        _ = try fleet.run(to: 60)
        #expect(fleet.eventCount().events == 9_001)
        #expect(fleet.eventCount().marks.count == 2)
    }
}
