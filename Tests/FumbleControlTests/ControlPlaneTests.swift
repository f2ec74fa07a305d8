import FumbleModel
import Testing

@testable import FumbleControl

@Suite struct ControlPlaneTests {
    static let remove3 = TestFleet.entry(
        "remove", "ctl remove COUNT [--force]",
        TestFleet.does(.removeServers, of: ["cache"], count: "COUNT"), asks: ["a", "b"],
        skips: [PlaybookEntry.Skip(flag: "--force", guards: ["b"])])

    private func world(
        _ a: [GuardDecision], _ b: [GuardDecision], decidesIn: TimeSpan = .zero,
        more: [PlaybookEntry] = []
    ) -> TestWorld {
        TestWorld(
            TestFleet.three(
                [Self.remove3] + more,
                guards: [
                    TestFleet.mechanism("a", Scripted(answers: a), decidesIn: decidesIn),
                    TestFleet.mechanism("b", Scripted(answers: b)),
                ]))
    }

    private let refuse = GuardDecision.refuse(reason: "no")
    private func hold(_ seconds: Int64) -> GuardDecision {
        .hold(until: .start + .seconds(seconds), reason: "wait")
    }
    private func clamp(_ count: Int) -> GuardDecision { .clamp(to: count, reason: "less") }

    @Test func `a refusal beats a hold, and every guard is asked all the same`() {
        var world = world([refuse], [hold(10)])
        world.type("ctl remove 3", at: 0)
        #expect(world.answers.map(\.name) == ["a", "b"])
        #expect(world.endings == ["1 refused 0"])
        #expect(world.commands.isEmpty)
        #expect(world.plane.nextDue == nil)
    }

    @Test func `a hold beats a clamp, which is forgotten`() {
        var world = world([hold(10), .allow, .allow], [clamp(1), .allow, .allow])
        world.type("ctl remove 3", at: 0)
        #expect(world.commands.isEmpty)
        #expect(world.plane.nextDue == .start + .seconds(10))
        world.run(until: 10)
        #expect(world.applied.map(\.servers) == [3])
        #expect(world.answers.map(\.stage) == [.whole, .whole, .whole, .whole, .batch, .batch])
    }

    @Test func `of two holds the later counts, of two clamps the lesser`() {
        var world = world([hold(10), clamp(2)], [hold(20), clamp(1)])
        world.type("ctl remove 3", at: 0)
        #expect(world.plane.nextDue == .start + .seconds(20))
        world.run(until: 20)
        #expect(world.applied.map(\.servers) == [1])
        #expect(world.endings == ["1 done 1"])
    }

    @Test func `a clamp of a whole command is for good`() {
        var world = world([clamp(2)], [.allow])
        world.type("ctl remove 3", at: 0)
        #expect(world.answers.map(\.asked) == [3, 3, 2, 2])
        #expect(world.endings == ["1 done 2"])
    }

    @Test func `a clamp of a batch is asked about again at once`() {
        var world = world([.allow, clamp(1), clamp(1)], [])
        world.type("ctl remove 3", at: 4)
        #expect(world.answers.map(\.asked) == [3, 3, 3, 3, 2, 2, 1, 1])
        #expect(world.applied.map(\.servers) == [1, 1, 1])
        #expect(world.applied.allSatisfy { $0.at == .start + .seconds(4) })
        #expect(world.plane.ledger.map(\.servers) == [1, 1, 1])
    }

    @Test func `a refused batch ends the command where it is`() {
        var world = world([.allow, clamp(2), refuse], [])
        world.type("ctl remove 3", at: 0)
        #expect(world.endings == ["1 refused 2"])
        #expect(world.applied.map(\.servers) == [2])
    }

    @Test func `a clamp to nothing is a refusal`() {
        var world = world([clamp(0)], [])
        world.type("ctl remove 3", at: 0)
        #expect(world.endings == ["1 refused 0"])
    }

    @Test func `a clamp above what is asked, and a warning, let everything go`() {
        var world = world([clamp(7), .warn(reason: "mind")], [.warn(reason: "mind"), clamp(3)])
        world.type("ctl remove 3", at: 0)
        #expect(world.endings == ["1 done 3"])
    }

    @Test func `the slowest guard says when the command is decided`() {
        var world = world([.allow], [], decidesIn: .milliseconds(40))
        world.type("ctl remove 3", at: 300)
        #expect(world.answers.isEmpty)
        #expect(world.plane.nextDue == .start + .seconds(300) + .milliseconds(40))
        world.run(until: 301)
        #expect(world.applied.map(\.at) == [.start + .seconds(300) + .milliseconds(40)])
        #expect(world.answers.map(\.decidedIn.description) == ["40ms", "0s", "40ms", "0s"])
    }

    @Test func `a flag leaves its guards out`() {
        var world = world([.allow, .allow], [refuse])
        world.type("ctl remove 3 --force", at: 0)
        #expect(world.answers.map(\.name) == ["a", "a"])
        #expect(world.endings == ["1 done 3"])
    }

    @Test func `without guards everything is done at once`() {
        let fleet = TestFleet.three(
            [Self.remove3],
            guards: [
                TestFleet.mechanism("a", Scripted(answers: [refuse]), decidesIn: .seconds(9)),
                TestFleet.mechanism("b", Scripted(answers: [])),
            ])
        var world = TestWorld(fleet, asksGuards: false)
        world.type("ctl remove 3", at: 1)
        #expect(world.answers.isEmpty)
        #expect(world.endings == ["1 done 3"])
        #expect(world.plane.ledger.map(\.bySubsystem) == [[3]])
    }

    @Test func `a line that is not understood, or for elsewhere, does nothing`() {
        var world = TestWorld(TestFleet.objectStore())
        world.type("fleetctl remove --env prod", window: "prod-shell", at: 0)
        world.type("fleetctl remove --env dev --subsystem billing --count 4", at: 0)
        #expect(
            world.records == [
                .typed(
                    command: 1, path: "method[0]", line: "fleetctl remove --env prod",
                    window: "prod-shell",
                    resolved: .notUnderstood(reason: "the option `--subsystem` is missing")),
                .ended(command: 1, servers: 0, how: .notUnderstood),
                .typed(
                    command: 2, path: "method[0]",
                    line: "fleetctl remove --env dev --subsystem billing --count 4", window: nil,
                    resolved: .elsewhere(environment: "dev")),
                .ended(command: 2, servers: 0, how: .elsewhere),
            ])
    }

    @Test func `a guard sees the counts that are as old as its view`() {
        let telling = Telling(viewLag: .seconds(10)) { request, view in
            "\(view.tally.at) \(view.tally.serving) \(view.ledger.count) \(request.servers.count) "
                + "\(request.window ?? "") \(request.argument("COUNT") ?? "")"
        }
        var world = TestWorld(
            TestFleet.three(
                [Self.remove3],
                guards: [
                    TestFleet.mechanism("a", telling),
                    TestFleet.mechanism("b", Scripted(answers: [.allow, clamp(1), hold(15)])),
                ]))
        world.type("ctl remove 2", window: "shell", at: 5)
        world.run(until: 15)
        let told = world.answers.filter { $0.name == "a" }.map { answer in
            if case .warn(let reason) = answer.decision { reason } else { "" }
        }
        #expect(
            told == [
                "0s [3] 0 2 shell 2", "0s [3] 0 2 shell 2", "0s [3] 1 1 shell 2",
                "5s [2] 1 1 shell 2",
            ])
    }

    @Test func `the newest counts that are old enough are seen`() {
        let tallies = [0, 10, 20].map {
            Tally(at: .start + .seconds($0), serving: [Int($0)], leaving: [0], operable: [true])
        }
        let sight = Sight(tallies: tallies, lives: [])
        func seen(_ now: Int64, _ lag: Int64) -> [Int] {
            sight.tally(at: .start + .seconds(now), lag: .seconds(lag)).serving
        }
        #expect(seen(20, 0) == [20])
        #expect(seen(20, 1) == [10])
        #expect(seen(20, 10) == [10])
        #expect(seen(5, 10) == [0])
    }

    @Test func `what is still going on when the run ends is unfinished`() {
        var world = world([.allow, clamp(1), hold(99)], [])
        world.type("ctl remove 3", at: 0)
        world.close(at: 50)
        #expect(world.endings == ["1 unfinished 1"])
        #expect(world.plane.nextDue == nil)
    }

    @Test func `a guard that holds for ever meets a bound`() {
        var world = TestWorld(
            TestFleet.three(
                [Self.remove3],
                guards: [
                    TestFleet.mechanism("a", Holding { $0 }),
                    TestFleet.mechanism("b", Holding { $0 - .seconds(1) }),
                ]))
        world.type("ctl remove 3", at: 0)
        #expect(world.plane.nextDue == .start + ControlPlane.shortestHold)
        world.run(until: 1_000_000)
        #expect(world.answers.count == 2 * ControlPlane.mostReviews)
        #expect(world.endings == ["1 unfinished 0"])
        #expect(
            world.notes == [
                "command 1 was not carried out further: its guards were asked 10000 times"
            ])
    }

    @Test func `so many commands and no more are carried out at one time`() {
        var world = TestWorld(
            TestFleet.three(
                [Self.remove3],
                guards: [
                    TestFleet.mechanism("a", Holding { _ in .start + .hours(1) }),
                    TestFleet.mechanism("b", Scripted(answers: [])),
                ]))
        for _ in 0...ControlPlane.mostCommands { world.type("ctl remove 1", at: 0) }
        #expect(world.endings == ["1001 unfinished 0"])
        #expect(
            world.notes == [
                "command 1001 was not carried out further: "
                    + "1000 commands are being carried out already"
            ])
    }

    @Test func `the ledger has a bound, and what would go past it is not done`() {
        var world = world([.allow, clamp(1)], [])
        let one = FleetView.Removal(at: .start, servers: 1, bySubsystem: [1])
        world.plane.ledger = Array(repeating: one, count: ControlPlane.mostRemovals - 1)
        world.type("ctl remove 3", at: 0)
        #expect(world.endings == ["1 unfinished 1"])
        #expect(
            world.notes == [
                "command 1 was not carried out further: the ledger holds 65536 removals"
            ])
        world.carryOut(TestFleet.does(.removeServers, of: ["cache"], count: "1"), at: 1)
        #expect(
            world.notes.last
                == "response[0] was not carried out: the ledger holds 65536 removals")
        #expect(world.commands.count == 1)
    }
}
