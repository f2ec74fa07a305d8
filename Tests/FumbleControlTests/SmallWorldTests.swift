import FumbleControl
import FumbleModel
import Testing

/// Three servers, two guards, three commands: every answer of both guards to a whole command and its
/// first batch, in every order of the commands.
@Suite struct SmallWorldTests {
    static let answers: [GuardDecision] = [
        .allow, .refuse(reason: "no"), .clamp(to: 1, reason: "one"),
        .hold(until: .start + .seconds(5), reason: "later"), .warn(reason: "mind"),
    ]
    static let lines = ["ctl remove 3", "ctl remove 2", "ctl stop"]
    static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    @Test(arguments: orders)
    func `every small world keeps its invariants`(_ order: [Int]) throws {
        var worlds = 0
        for whole in Self.answers {
            for batch in Self.answers {
                for otherWhole in Self.answers {
                    for otherBatch in Self.answers {
                        let world = run(
                            order, Staged(whole: whole, batches: [batch, .allow, batch]),
                            Staged(whole: otherWhole, batches: [otherBatch]))
                        try check(world, "\(order) \(whole) \(batch) \(otherWhole) \(otherBatch)")
                        worlds += 1
                    }
                }
            }
        }
        #expect(worlds == 625)
    }

    private func run(_ order: [Int], _ first: Staged, _ second: Staged) -> TestWorld {
        let fleet = TestFleet.three(
            [
                TestFleet.entry(
                    "remove", "ctl remove COUNT",
                    TestFleet.does(.removeServers, of: ["cache"], count: "COUNT"),
                    asks: ["a", "b"]),
                TestFleet.entry("stop", "ctl stop", TestFleet.does(.cancelCommand), asks: ["b"]),
            ],
            guards: [TestFleet.mechanism("a", first), TestFleet.mechanism("b", second)])
        var world = TestWorld(fleet)
        for (place, command) in order.enumerated() {
            world.run(until: Int64(place))
            world.type(Self.lines[command], at: Int64(place))
        }
        world.run(until: 100, atMost: 50)
        world.close(at: 100)
        return world
    }

    /// What has been recorded of one command.
    private struct Account {
        var asked = 0
        var applied = 0
        var clamp = Int.max
        var isRefused = false
        var ended: Int?
    }

    private func check(_ world: TestWorld, _ name: String) throws {
        var accounts = [Account](repeating: Account(), count: 4)
        for record in world.records {
            switch record {
            case .typed(let command, _, _, _, .servers(let count, _)):
                accounts[command].asked = count
            case .typed(let command, _, _, _, .deed): accounts[command].asked = 3
            case .decided(let answer):
                try #require(accounts[answer.command].ended == nil, "asked after the end: \(name)")
                if case .refuse = answer.decision { accounts[answer.command].isRefused = true }
                if answer.stage == .batch {
                    try #require(
                        answer.asked <= accounts[answer.command].asked
                            - accounts[answer.command].applied, "\(name)")
                }
            case .applied(let command, let servers, _):
                try #require(!accounts[command].isRefused, "applied after a refusal: \(name)")
                try #require(accounts[command].ended == nil, "applied after the end: \(name)")
                accounts[command].applied += servers
                try #require(accounts[command].applied <= accounts[command].asked, "\(name)")
            case .ended(let command, let servers, let how):
                try #require(accounts[command].ended == nil, "ended twice: \(name)")
                try #require(servers == accounts[command].applied, "\(name)")
                try #require((how == .refused) == accounts[command].isRefused, "\(name)")
                accounts[command].ended = servers
            default: break
            }
        }
        try #require(accounts.dropFirst().allSatisfy { $0.ended != nil }, "never ended: \(name)")
        try checkLedger(world, name)
        try checkAllAreAsked(world, name)
    }

    private func checkLedger(_ world: TestWorld, _ name: String) throws {
        var removed = 0
        var gone = 0
        for command in world.commands {
            if case .remove(let servers) = command {
                removed += servers.count
                gone += servers.count
            }
            if case .add(let servers) = command { gone -= servers.count }
        }
        try #require(world.plane.ledger.reduce(0) { $0 + $1.servers } == removed, "\(name)")
        try #require(world.lives.filter { $0 == .removed }.count == gone, "\(name)")
    }

    /// No short circuit: whatever the first guard says, the second is asked the same at once.
    private func checkAllAreAsked(_ world: TestWorld, _ name: String) throws {
        let answers = world.answers
        for (place, answer) in answers.enumerated() where answer.name == "a" {
            let next = place + 1 < answers.count ? answers[place + 1] : nil
            try #require(next?.name == "b" && next?.command == answer.command, "\(name)")
            try #require(next?.stage == answer.stage && next?.asked == answer.asked, "\(name)")
        }
    }
}
