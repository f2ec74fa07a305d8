import FumbleModel
import FumbleSimulator
import Testing

/// Crashed servers that are rebuilt elsewhere.
@Suite struct ReplacementTests {
    /// A start takes 10 s and what it loads; a rebuild 100 s before that.
    private static func spec(
        _ servers: Int = 6, atOnce: Int? = nil, state: StateSpec? = nil,
        restart: RestartSpec = Small.restart(), failure: Distribution? = nil
    ) -> FleetSpec {
        let group = GroupSpec(
            name: "all", position: Small.position, count: servers, carries: [SubsystemID(0)],
            restartAge: .years(1), zones: [], drain: .zero, restartsAfter: nil, failure: failure,
            replaced: ReplacementSpec(after: .seconds(100), atOnce: atOnce))
        return Small.fleet([Small.subsystem("blobs", state: state, restart: restart)], [group])
    }

    private func replaced(_ events: [FleetEvent]) -> [[Int]] {
        events.compactMap { event in
            guard case .replaced(let servers) = event.what else { return nil }
            return [Int(event.at.sinceStart.seconds), servers]
        }
    }

    @Test func theyQueueForTheRebuildsThatMayGoOnAtOneTime() throws {
        var fleet = Small.simulated(Self.spec(atOnce: 2))
        _ = try fleet.run(to: 50)
        try fleet.apply(.crash(Small.servers(0..<3)))
        let events = try fleet.run(to: 1_000)
        #expect(replaced(events) == [[150, 2], [250, 1]])
        #expect(events.serving() == [[50, 3], [160, 5], [260, 6]])
        var all = Small.simulated(Self.spec())
        try all.apply(.crash(Small.servers(0..<6)))
        #expect(replaced(try all.run(to: 1_000)) == [[100, 6]])
    }

    @Test func oneThatIsStartedMeanwhileIsNotRebuilt() throws {
        var fleet = Small.simulated(Self.spec(atOnce: 1))
        try fleet.apply(.crash(Small.servers(0..<3)))
        var events = try fleet.run(to: 20)
        try fleet.apply(.start([ServerID(0), ServerID(1)]))
        events += try fleet.run(to: 30)
        try fleet.apply(.crash([ServerID(1)]))
        events += try fleet.run(to: 1_000)
        // The rebuild of server 0 goes on for nothing; that of server 1 begins anew, behind server 2.
        #expect(replaced(events) == [[200, 1], [300, 1]])
        #expect(fleet.lives().allSatisfy { $0 == .serving })
    }

    @Test func onlyWhatCrashedIsRebuilt() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(.hang([ServerID(0)]))
        try fleet.apply(.cutOff([ServerID(1)]))
        try fleet.apply(.remove([ServerID(2)]))
        #expect(replaced(try fleet.run(to: 1_000)) == [])
    }

    @Test func theNewOneHasNoLogAndLoadsEverything() throws {
        let old = Small.restart(load: 10, replay: 1)
        // 100 B of state, and a log of a byte a second for a year: only an old server replays it.
        let state = Small.state(bytes: 100, log: 1, copies: 6)
        var fleet = Small.simulated(Self.spec(state: state, restart: old))
        try fleet.apply(.crash([ServerID(0)]))
        #expect(try fleet.run(to: 10_000).serving() == [[0, 5], [120, 6]])
        try fleet.apply(.restart([ServerID(1)], aged: nil))
        #expect(try fleet.run(to: 1_000_000).serving() == [[10_000, 5]])
    }

    @Test func whatOnlyTheLostServersHadIsLost() throws {
        func lost(_ servers: Range<Int>) throws -> [Int64] {
            // Six objects in six pieces of two copies.
            let state = Small.state(bytes: 60, objects: 6, copies: 2)
            var fleet = Small.simulated(
                Self.spec(state: state, restart: Small.restart(load: 1)))
            try fleet.apply(.crash(Small.servers(servers)))
            return try fleet.run(to: 1_000).compactMap { event in
                if case .writesLost(_, let objects) = event.what { objects } else { nil }
            }
        }
        #expect(try lost(0..<1) == [])
        #expect(try lost(0..<2) == [1])
        #expect(try lost(0..<3) == [1, 1])
    }

    @Test func oneThatFailsByItselfIsRebuiltToo() throws {
        var fleet = Small.simulated(
            Self.spec(1, failure: .deterministic(.seconds(40))))
        // Its new life begins when it serves.
        #expect(
            try fleet.run(to: 300).serving() == [[40, 0], [150, 1], [190, 0], [300, 1]])
    }
}
