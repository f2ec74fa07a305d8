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
    func `every small world keeps its invariants`(_ order: [Int]) {
        var worlds = 0
        for whole in Self.answers {
            for batch in Self.answers {
                for otherWhole in Self.answers {
                    for otherBatch in Self.answers {
                        let world = run(
                            order, Staged(whole: whole, batches: [batch, .allow, batch]),
                            Staged(whole: otherWhole, batches: [otherBatch]))
                        let faults = faults(world)
                        if !faults.isEmpty {
                            Issue.record("\(whole) \(batch) \(otherWhole) \(otherBatch): \(faults)")
                        }
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
        var isRefused = false
        var isEnded = false
    }

    private func faults(_ world: TestWorld) -> [String] {
        var accounts = [Account](repeating: Account(), count: 4)
        var faults: [String] = []
        func claim(_ isTrue: Bool, _ fault: String) { if !isTrue { faults.append(fault) } }
        for record in world.records {
            switch record {
            case .typed(let command, _, _, _, .servers(let count, _)):
                accounts[command].asked = count
            case .typed(let command, _, _, _, .deed): accounts[command].asked = 3
            case .decided(let answer):
                let account = accounts[answer.command]
                claim(!account.isEnded, "asked after the end")
                claim(
                    answer.stage == .whole || answer.asked <= account.asked - account.applied,
                    "asked about more than is left")
                if case .refuse = answer.decision { accounts[answer.command].isRefused = true }
            case .applied(let command, let servers, _):
                claim(!accounts[command].isRefused, "applied after a refusal")
                claim(!accounts[command].isEnded, "applied after the end")
                accounts[command].applied += servers
                claim(accounts[command].applied <= accounts[command].asked, "applied too many")
            case .ended(let command, let servers, let how):
                claim(!accounts[command].isEnded, "ended twice")
                claim(servers == accounts[command].applied, "ended with another sum")
                claim((how == .refused) == accounts[command].isRefused, "ended in another way")
                accounts[command].isEnded = true
            default: break
            }
        }
        claim(accounts.dropFirst().allSatisfy(\.isEnded), "never ended")
        return faults + ledgerFaults(world) + unasked(world)
    }

    private func ledgerFaults(_ world: TestWorld) -> [String] {
        var removed = 0
        var gone = 0
        for command in world.commands {
            if case .remove(let servers) = command {
                removed += servers.count
                gone += servers.count
            }
            if case .add(let servers) = command { gone -= servers.count }
        }
        let ledger = world.plane.ledger.reduce(0) { $0 + $1.servers }
        let isRight = ledger == removed && world.lives.filter { $0 == .removed }.count == gone
        return isRight ? [] : ["the ledger is wrong"]
    }

    /// No short circuit: whatever the first guard says, the second is asked the same at once.
    private func unasked(_ world: TestWorld) -> [String] {
        let answers = world.answers
        for (place, answer) in answers.enumerated() where answer.name == "a" {
            guard place + 1 < answers.count else { return ["a guard was not asked"] }
            let next = answers[place + 1]
            let isSame =
                next.name == "b" && next.command == answer.command && next.stage == answer.stage
                && next.asked == answer.asked
            if !isSame { return ["a guard was not asked the same"] }
        }
        return []
    }
}
