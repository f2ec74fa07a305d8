import FumbleControl
import FumbleModel
import Testing

/// The command of the files' reference, paced as its `rate` guard says.
@Suite struct PacingTests {
    static let line = "fleetctl remove --env prod --subsystem billing --count 44"

    private func world(asks: [String]) -> TestWorld {
        TestWorld(
            TestFleet.objectStore(
                asks: asks,
                skips: [PlaybookEntry.Skip(flag: "--force", guards: ["rate"])],
                guards: [
                    TestFleet.mechanism(
                        "floor", Scripted(answers: [.refuse(reason: "index at 56")]),
                        decidesIn: .milliseconds(40)),
                    TestFleet.mechanism(
                        "rate", Pacing(pace: Pace(servers: 2, per: .minutes(5))),
                        decidesIn: .milliseconds(40)),
                ], more: [TestFleet.entry("stop", "fleetctl stop", TestFleet.does(.cancelCommand))])
        )
    }

    @Test func `forty-four servers at two in five minutes go at exact instants`() {
        var world = world(asks: ["rate"])
        world.type(Self.line, at: 300)
        world.run(until: 86_400)
        let first = Instant.start + .seconds(300) + .milliseconds(40)
        #expect(world.applied.map(\.at) == (0..<22).map { first + TimeSpan.minutes(5).times($0) })
        #expect(world.applied.allSatisfy { $0.servers == 2 })
        #expect(world.endings == ["1 done 44"])
        #expect(world.lives.filter { $0 == .removed }.count == 44)
    }

    @Test func `the floor refuses all of it, 40 ms after Enter`() {
        var world = world(asks: ["floor", "rate"])
        world.type(Self.line, at: 300)
        world.run(until: 86_400)
        #expect(world.commands.isEmpty)
        #expect(world.endings == ["1 refused 0"])
        #expect(world.log.last?.at == .start + .seconds(300) + .milliseconds(40))
    }

    @Test func `a cancel stops the command and adds back what it removed`() {
        var world = world(asks: ["rate"])
        world.type(Self.line, at: 300)
        world.run(until: 1_000)
        world.type("fleetctl stop", path: "method[1]", at: 1_000)
        world.run(until: 86_400)
        #expect(world.endings == ["1 cancelled 6", "2 done 6"])
        #expect(world.lives.allSatisfy { $0 == .serving })
        let removed = world.commands.flatMap { command -> [ServerID] in
            if case .remove(let servers) = command { servers } else { [] }
        }
        #expect(world.commands.last == .add(removed))
        #expect(removed.count == 6)
    }

    @Test func `people cancel past the guards`() {
        var world = world(asks: ["rate"])
        world.type(Self.line, at: 300)
        world.run(until: 301)
        world.carryOut(TestFleet.does(.cancelCommand), at: 400)
        #expect(world.endings == ["1 cancelled 2"])
        #expect(world.lives.allSatisfy { $0 == .serving })
        #expect(world.plane.nextDue == nil)
    }

    @Test func `servers that somebody else removed meanwhile are left out`() {
        var world = world(asks: ["rate"])
        world.type(Self.line, at: 300)
        world.run(until: 301)
        world.carryOut(TestFleet.does(.removeServers, of: ["billing"]), at: 400)
        world.run(until: 86_400)
        #expect(world.endings == ["1 done 2"])
        #expect(world.lives.filter { $0 == .removed }.count == 60)
        #expect(world.plane.ledger.map(\.servers) == [2, 58])
    }
}
