import FumbleModel
import FumbleSimulator
import Testing

/// Boots that fail more often in old servers and in a crowd, and servers that fail by themselves.
@Suite struct FailingStartTests {
    private static let count = 4_000
    private static let boot: Int64 = 10
    private static let index = SubsystemID(0)

    private static func fleet(
        fresh: Share, stale: Share? = nil, age: TimeSpan = .zero,
        herd: FailingBoots.Herd? = nil, atOnce: Int? = nil
    ) -> SimulatedFleet {
        let restart = Small.restart(atOnce: atOnce, fails: fresh, stale: stale, herd: herd)
        return Small.simulated(
            Small.fleet(
                [Small.subsystem("index", restart: restart)], [Small.group(count, age: age)]))
    }

    /// Restarts so many servers and counts those whose first boot fails.
    private static func failing(_ fleet: SimulatedFleet, of count: Int) throws -> Int {
        var fleet = fleet
        try fleet.apply(.restart(Small.servers(0..<count), aged: nil))
        let after = try fleet.run(to: boot).serving().last?.last ?? 0
        return Self.count - Int(after)
    }

    /// 4,000 draws of 0.1 have a standard deviation of 19.
    @Test func oldServersFailMoreOften() throws {
        func fail(at age: TimeSpan) throws -> Int {
            let fleet = Self.fleet(fresh: .percent(1), stale: .percent(10), age: age)
            return try Self.failing(fleet, of: Self.count)
        }
        #expect((20...60).contains(try fail(at: .zero)))
        // 1 % and 1 - 1/e of the other 9 %.
        #expect((205...330).contains(try fail(at: .days(180))))
        #expect((325...475).contains(try fail(at: .years(4))))
    }

    /// One restarted server after the other, each alone: age counts, and there is no crowd.
    @Test func oneAtATimeAgeCounts() throws {
        func boots(at age: TimeSpan) throws -> Int {
            let herd = FailingBoots.Herd(above: 40, adds: .percent(50))
            var fleet = Self.fleet(fresh: .percent(1), stale: .percent(20), age: age, herd: herd)
            var failed = 0
            for server in 0..<400 {
                try fleet.apply(.restart(Small.servers(server..<server + 1), aged: nil))
                let events = try fleet.run(to: Int64(server + 1) * 250)
                failed += events.seconds(of: .startFailed(subsystem: Self.index, servers: 1)).count
            }
            return failed
        }
        // In 400 starts one boot in a hundred fails; in old servers one in five, so that there are
        // 400 (0.2 + 0.04 + ...) = 100 of them.
        #expect(try boots(at: .zero) < 16)
        #expect((75...125).contains(try boots(at: .years(4))))
    }

    /// The same servers together: the crowd above 40 makes half of all boots fail, less 1 in 100.
    @Test func togetherTheyFailMoreOften() throws {
        let herd = FailingBoots.Herd(above: 40, adds: .percent(50))
        let together = Self.fleet(fresh: .none, herd: herd)
        #expect((1_900...2_060).contains(try Self.failing(together, of: Self.count)))
        // Of 80 that start at once a quarter: the standard deviation is 4.
        #expect((8...32).contains(try Self.failing(together, of: 80)))
        #expect(try Self.failing(together, of: 40) == 0)
        var paced = Self.fleet(fresh: .none, herd: herd, atOnce: 40)
        try paced.apply(.restart(Small.servers(0..<Self.count), aged: nil))
        let events = try paced.run(to: 1_000)
        #expect(events.serving().last == [1_000, Double(Self.count)])
    }

    /// The draw of each boot stays: a larger share fails those that failed, and others.
    @Test func aLargerShareFailsTheSameAndMore() throws {
        func failed(_ fleet: SimulatedFleet) throws -> [Bool] {
            var fleet = fleet
            try fleet.apply(.restart(Small.servers(0..<Self.count), aged: nil))
            _ = try fleet.run(to: Self.boot)
            return fleet.lives().map { $0 == .starting }
        }
        let plain = try failed(Self.fleet(fresh: .percent(5)))
        let sameAged = try failed(
            Self.fleet(fresh: .percent(5), stale: .percent(5), age: .years(4)))
        let stale = try failed(Self.fleet(fresh: .percent(5), stale: .percent(40), age: .years(4)))
        #expect(sameAged == plain)
        #expect(zip(plain, stale).allSatisfy { !$0 || $1 })
        #expect(stale.count { $0 } > 4 * plain.count { $0 })
    }

    /// Age is that of the start under way; a server that came up is fresh again.
    @Test func whoCameUpIsFreshAgain() throws {
        var fleet = Self.fleet(fresh: .none, stale: .percent(50), age: .years(9))
        try fleet.apply(.restart(Small.servers(0..<Self.count), aged: nil))
        _ = try fleet.run(to: 1_000)
        #expect(fleet.tally().serving == [Self.count])
        try fleet.apply(.restart(Small.servers(0..<Self.count), aged: nil))
        let events = try fleet.run(to: 1_000 + Self.boot)
        #expect(events.serving().last == [1_010, Double(Self.count)])
    }

    @Test func whoFailsByItselfStaysDownUnlessItsMachineStartsIt() throws {
        func serving(restartsAfter: TimeSpan?) throws -> [[Double]] {
            let group = GroupSpec(
                name: "all", position: Small.position, count: 2, carries: [Self.index],
                restartAge: .zero, zones: [], drain: .zero, restartsAfter: restartsAfter,
                failure: .deterministic(.seconds(100)))
            var fleet = Small.simulated(Small.fleet([Small.subsystem("index")], [group]))
            return try fleet.run(to: 150).serving()
        }
        #expect(try serving(restartsAfter: nil) == [[100, 0]])
        #expect(try serving(restartsAfter: .zero) == [[100, 0], [110, 2]])
        #expect(try serving(restartsAfter: .seconds(30)) == [[100, 0], [140, 2]])
    }
}
