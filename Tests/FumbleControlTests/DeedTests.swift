import FumbleControl
import FumbleModel
import Testing

/// Every verb, typed and carried out by people.
@Suite struct DeedTests {
    static let index = SubsystemID(0)

    private func world(_ answers: [GuardDecision] = []) -> TestWorld {
        let asks = ["a"]
        return TestWorld(
            TestFleet.objectStore(
                guards: [TestFleet.mechanism("a", Scripted(answers: answers))],
                more: [
                    TestFleet.entry(
                        "add", "ctl add SUBSYSTEM",
                        TestFleet.does(.addServers, of: ["SUBSYSTEM"]), asks: asks),
                    TestFleet.entry(
                        "bounce", "ctl restart COUNT",
                        TestFleet.does(.restartServers, of: ["index"], count: "COUNT"), asks: asks),
                    TestFleet.entry(
                        "full", "ctl full SUBSYSTEM...",
                        TestFleet.does(.fullRestart, of: ["SUBSYSTEM"]), asks: asks),
                    TestFleet.entry(
                        "drop", "ctl drop NEED",
                        TestFleet.does(.dropNeed, of: ["status-page"], on: "NEED"), asks: asks),
                    TestFleet.entry(
                        "again", "ctl again", TestFleet.does(.type, line: "ctl again")),
                    TestFleet.entry(
                        "alias", "ctl alias", TestFleet.does(.type, line: "ctl restart 2")),
                ]))
    }

    @Test func `servers that were removed are added`() {
        var world = world()
        world.lives[3] = .removed
        world.type("ctl add billing", at: 0)
        #expect(world.commands == [.add([ServerID(3)])])
        #expect(world.endings == ["1 done 1"])
        world.type("ctl add billing", at: 0)
        #expect(
            world.records.suffix(2).first
                == .typed(
                    command: 2, path: "method[0]", line: "ctl add billing", window: nil,
                    resolved: .notUnderstood(
                        reason: "`count` is all, and `billing` has 0 servers removed")))
    }

    @Test func `servers are restarted`() {
        var world = world([.allow, .clamp(to: 1, reason: "")])
        world.type("ctl restart 3", at: 0)
        let counts = world.commands.map { command in
            if case .restart(let servers, let aged) = command, aged == nil {
                servers.count
            } else {
                0
            }
        }
        #expect(counts == [1, 2])
        #expect(world.plane.ledger.isEmpty)
    }

    @Test func `a full restart is done whole or not at all`() {
        var clamped = world([.clamp(to: 99, reason: "")])
        clamped.type("ctl full index", at: 0)
        #expect(clamped.endings == ["1 refused 0"])
        var allowed = world()
        allowed.type("ctl full placement index", at: 0)
        #expect(allowed.commands == [.fullRestart([SubsystemID(1), Self.index])])
        #expect(allowed.endings == ["1 done 100"])
        #expect(
            allowed.records.first
                == .typed(
                    command: 1, path: "method[0]", line: "ctl full placement index", window: nil,
                    resolved: .deed(summary: "restart all of `placement` and `index`")))
    }

    @Test func `a need is dropped, unless a guard refuses`() {
        let dropped = FleetCommand.setNeed(SubsystemID(4), on: Self.index, isNeeded: false)
        var typed = world()
        typed.type("ctl drop index", at: 0)
        #expect(typed.commands == [dropped])
        #expect(typed.endings == ["1 done 0"])
        var refused = world([.refuse(reason: "no")])
        refused.type("ctl drop index", at: 0)
        #expect(refused.commands.isEmpty)
        var carried = world([.refuse(reason: "no")])
        carried.carryOut(TestFleet.does(.dropNeed, of: ["status-page"], on: "index"), at: 0)
        #expect(carried.commands == [dropped])
        #expect(carried.records.isEmpty)
    }

    @Test func `people who type a line meet its guards`() {
        var world = world([.refuse(reason: "no")])
        world.carryOut(TestFleet.does(.type, line: "ctl restart 3"), at: 0)
        #expect(world.endings == ["1 refused 0"])
        #expect(world.answers.count == 1)
    }

    @Test func `a line that types another is one command more`() {
        var world = world()
        world.type("ctl alias", at: 0)
        #expect(world.endings == ["2 done 2", "1 done 0"])
        #expect(world.answers.map(\.command) == [2, 2])
    }

    @Test func `a line that types itself meets a bound`() {
        var world = world()
        world.type("ctl again", at: 0)
        #expect(world.endings.count == ControlPlane.mostLines + 1)
        #expect(world.endings.first == "9 unfinished 0")
        #expect(
            world.notes == [
                "command 9 was not carried out further: 8 lines have typed one another already"
            ])
    }

    @Test func `people take what there is, and that is noted`() {
        var world = world()
        world.carryOut(TestFleet.does(.addServers, of: ["billing"], count: "4"), at: 0)
        #expect(
            world.notes == ["response[0]: asked for 4, and `billing` has 0 servers removed"])
        #expect(world.commands.isEmpty)
        world.carryOut(TestFleet.does(.addServers, of: ["biling"]), at: 0)
        #expect(
            world.notes.last
                == "response[0] was not carried out: `biling` is no subsystem of this fleet")
    }
}
