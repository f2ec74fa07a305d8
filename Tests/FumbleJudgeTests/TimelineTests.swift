import FumbleModel
import Testing

@Suite struct TimelineTests {
    private func texts(_ arm: ArmBuilder) -> [String] {
        Judging.verdict([arm]).main.timeline.map { "\($0.at) \($0.text)" }
    }

    @Test func tellsTheStoryInOrder() {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide("floor", .allow)
        arm.remove(44, leaving: 56)
        for cell in 0..<12 {
            arm.add(fleet: .cellStopped(subsystem: SmallFleet.index, cell: cell), at: 301)
        }
        arm.add(fleet: .stopped(subsystem: SmallFleet.index), at: 301)
        arm.answered(0, of: SmallFleet.get, from: 310, to: 900)
        arm.add(.alarm(name: "gets", isRaised: true, reading: "0%"), at: 370)
        arm.add(.seen(alarm: "gets", by: "on-call"), at: 371)
        for servers in [30, 26] {
            arm.add(
                fleet: .phase(subsystem: SmallFleet.index, phase: .boot, servers: servers), at: 400)
        }
        arm.add(fleet: .began(subsystem: SmallFleet.index), at: 899)
        arm.add(fleet: .whole(subsystem: SmallFleet.index), at: 905)
        #expect(
            texts(arm) == [
                "0s preflight: does the steady state hold?",
                "0s the method begins",
                "5m typed: remove --count 44",
                "5m it comes to 44 servers: index 44, billing 44",
                "5m floor allows it",
                "5m 44 servers removed",
                "5m1s index: 12 of 20 cells stop below quorum",
                "5m1s index stops answering",
                "5m10s GET leaves its tolerance",
                "6m10s alarm gets: goodput 0%",
                "6m11s on-call sees gets",
                "6m40s index: first servers boot",
                "14m59s index begins to serve",
                "15m GET is answered again, 10 min in",
                "15m GET is whole, 10 min in",
                "15m5s index is whole",
            ])
    }

    @Test func ofOneInstantTheCauseComesFirst() {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: .operable(subsystem: SmallFleet.billing, isOperable: false), at: 300)
        arm.add(fleet: .stopped(subsystem: SmallFleet.billing), at: 300)
        arm.add(fleet: .stopped(subsystem: SmallFleet.index), at: 300)
        arm.add(fleet: .cellStopped(subsystem: SmallFleet.index, cell: 3), at: 300)
        arm.answered(0, of: SmallFleet.get, from: 300, to: 600)
        arm.add(.phase(.recovery), at: 300)
        arm.remove(44, leaving: 56)
        arm.type()
        arm.add(.step(path: "method[1]", actor: "second", summary: "waits"), at: 300)
        arm.add(fleet: .began(subsystem: SmallFleet.index), at: 600.02)
        #expect(
            Array(texts(arm).dropFirst(2)) == [
                "5m second: waits",
                "5m typed: remove --count 44",
                "5m it comes to 44 servers: index 44, billing 44",
                "5m index: 1 of 20 cells stop below quorum",
                "5m index and billing stop answering",
                "5m people can no longer operate billing",
                "5m GET leaves its tolerance",
                "5m the method is over, recovery is awaited",
                "10m0.02s index begins to serve",
                "10m GET is answered again, 5 min in",
                "10m GET is whole, 5 min in",
            ])
    }

    @Test func aRefusalIsToldWithItsReasonAndNothingElse() {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide("rate", .allow)
        arm.decide("floor", .refuse(reason: "`COUNT` 44 would leave `index` with 56 of 100"))
        arm.add(.ended(command: 0, servers: 0, how: .refused), at: 300)
        let timeline = Judging.verdict([arm]).main.timeline
        #expect(
            timeline.dropFirst(2).map(\.text) == [
                "typed: remove --count 44", "it comes to 44 servers: index 44, billing 44",
                "floor refuses it in 40 ms: `COUNT` 44 would leave `index` with 56 of 100",
                "nothing was removed",
            ])
        #expect(timeline.map(\.weight) == [.aside, .aside, .turn, .event, .turn, .event])
    }

    @Test func cellsAreCountedByTheInstant() {
        var arm = ArmBuilder(.guarded)
        for (second, cells) in [(300.0, 0..<3), (360, 3..<4)] {
            for cell in cells {
                arm.add(fleet: .cellStopped(subsystem: SmallFleet.index, cell: cell), at: second)
            }
        }
        // A subsystem of one cell stops as a whole.
        arm.add(fleet: .cellStopped(subsystem: SmallFleet.billing, cell: 0), at: 420)
        arm.add(fleet: .stopped(subsystem: SmallFleet.billing), at: 420)
        #expect(
            Array(texts(arm).dropFirst(2)) == [
                "5m index: 3 of 20 cells stop below quorum",
                "6m index: 1 of 20 cells stop below quorum", "7m billing stops answering",
            ])
    }

    @Test func whatHappensAtOnceIsOneLine() {
        var arm = ArmBuilder(.guarded)
        arm.add(.alarm(name: "gets", isRaised: true, reading: "47.7%"), at: 360)
        arm.add(.seen(alarm: "gets", by: "on-call"), at: 360)
        arm.add(fleet: .stopped(subsystem: SmallFleet.index), at: 400)
        arm.add(fleet: .began(subsystem: SmallFleet.index), at: 500)
        arm.add(fleet: .whole(subsystem: SmallFleet.index), at: 500)
        arm.add(.alarm(name: "gets", isRaised: false, reading: "100%"), at: 600)
        #expect(
            Array(texts(arm).dropFirst(2)) == [
                "6m alarm gets, seen by on-call: goodput 47.7%", "6m40s index stops answering",
                "8m20s index begins to serve, and is whole", "10m alarm gets cleared: goodput 100%",
            ])
    }

    @Test func aPacedCommandIsToldOnce() {
        var arm = ArmBuilder(.guarded)
        arm.type(count: 6)
        arm.decide("floor", .allow)
        arm.decide("rate", .allow)
        for second in [300.0, 600, 900] {
            let until = ArmBuilder.instant(second + 300)
            arm.remove(2, at: second, leaving: 98, ending: nil)
            arm.decide("rate", .hold(until: until, reason: "2 per 5m"), at: second, stage: .batch)
        }
        arm.add(.ended(command: 0, servers: 6, how: .cancelled), at: 1200)
        #expect(
            Array(texts(arm).dropFirst(2)) == [
                "5m typed: remove --count 6",
                "5m it comes to 6 servers: index 6, billing 6",
                "5m floor allows it",
                "5m rate holds it back 3 times on the way",
                "5m 6 servers removed in 3 batches over 10 min",
                "20m cancelled after 6 servers",
            ])
    }

    @Test func aRefusalOnTheWayEndsIt() {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide("floor", .allow)
        arm.decide("rate", .allow)
        arm.remove(2, leaving: 98, ending: nil)
        arm.decide("floor", .refuse(reason: "too low"), at: 1200, stage: .batch)
        #expect(
            Array(texts(arm).dropFirst(4)) == [
                "5m rate allows it", "5m 2 servers removed", "20m floor refuses the rest: too low",
            ])
    }

    @Test func staysShortAndNarrow() {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 3), at: 300)
        for second in 0..<500 {
            arm.add(
                .note("a note that goes on and on " + String(repeating: "on ", count: 60)),
                at: 400 + Double(second))
        }
        arm.answered(0, of: SmallFleet.get, from: 1000, to: 1100)
        let timeline = Judging.verdict([arm]).main.timeline
        #expect(timeline.count == 60)
        #expect(timeline.allSatisfy { $0.text.count <= 160 })
        #expect(timeline.contains { $0.text.hasPrefix("GET is whole") })
        #expect(timeline.contains { $0.text == "crash injected into 3 servers" })
    }

    @Test func linesTellWhoTypedThem() {
        var arm = ArmBuilder(.unguarded)
        let steps = [
            ("method[0]", nil), ("method[1]", "second"), ("automation.reaper", "reaper"),
        ]
        for (number, (path, actor)) in steps.enumerated() {
            let at = 300 + Double(number)
            arm.add(.step(path: path, actor: actor, summary: "types"), at: at)
            arm.type(at: at, command: number, path: path)
            arm.remove(44, at: at, command: number, leaving: 56)
        }
        arm.add(.step(path: "method[2]", actor: "second", summary: "crash"), at: 310)
        arm.add(.injected(path: "method[2]", kind: "crash", servers: 3), at: 310)
        arm.add(.reverted(path: "method[2]", kind: "crash"), at: 320)
        let main = Judging.verdict([arm]).main
        let texts = main.timeline.map(\.text)
        #expect(texts.contains("typed: remove --count 44"))
        #expect(texts.contains("second types: remove --count 44"))
        #expect(texts.contains("reaper types: remove --count 44"))
        #expect(texts.contains("second: crash injected into 3 servers"))
        #expect(texts.contains("second: crash reverted"))
        #expect(main.commands.map(\.by) == [nil, "second", "reaper"])
    }

    @Test func whatAnAutomationTypesInVainIsNoTurnOfTheStory() {
        func weight(_ path: String, _ decision: GuardDecision) -> TimelineEntry.Weight? {
            var arm = ArmBuilder(.guarded)
            arm.type(path: path)
            arm.decide("floor", decision)
            return Judging.verdict([arm]).main.timeline.first { $0.text.hasPrefix("typed") }?.weight
        }
        #expect(weight("automation.reaper", .allow) == .detail)
        #expect(weight("automation.reaper", .refuse(reason: "no")) == .turn)
        #expect(weight("method[0]", .allow) == .turn)
    }

    @Test func anAutomationIsNotWhatTheMethodInjected() {
        var arm = ArmBuilder(.guarded)
        arm.type(at: 100, command: 0, path: "automation.reaper")
        arm.type(at: 300, command: 1)
        #expect(Judging.verdict([arm]).main.recovery.injected == ArmBuilder.instant(300))
        #expect(Judging.verdict([arm]).guards.allSatisfy { $0.falseStops == 0 })
    }

    @Test func whatReachesPastServersIsToldInWords() {
        var arm = ArmBuilder(.guarded)
        let index = SmallFleet.index
        let told: [(FleetEvent.What, String)] = [
            (
                .configured(subsystem: index, servers: 5, makes: .refuse),
                "index: 5 servers got a configuration that makes them refuse"
            ),
            (
                .configured(subsystem: index, servers: 1, makes: .slow(4)),
                "index: 1 server got a configuration that makes it 4 times as slow"
            ),
            (
                .configured(subsystem: index, servers: 5, makes: .good),
                "index: 5 servers got the good configuration back"
            ),
            (
                .denied(subsystem: index, to: .clients, share: .percent(35)),
                "index refuses 35% of requests of clients"
            ),
            (
                .denied(subsystem: index, to: .clients, share: .none),
                "index no longer refuses clients"
            ),
            (
                .denied(subsystem: index, to: .subsystem(SmallFleet.billing), share: .whole),
                "index refuses billing"
            ),
            (
                .denied(subsystem: index, to: .operators, share: .whole),
                "people have no access to index"
            ),
            (
                .withdrawn(operation: SmallFleet.put, share: .percent(25)),
                "25% of the clients of PUT are cut off from the fleet"
            ),
            (
                .withdrawn(operation: SmallFleet.put, share: .none),
                "all clients of PUT find the way to the fleet again"
            ),
            (
                .reach(isReachable: false),
                "people can no longer reach the control plane, nor see alarms"
            ),
            (
                .admitted(operation: SmallFleet.get, share: .percent(10)),
                "10% of the clients of GET are let in"
            ),
            (.admitted(operation: SmallFleet.get, share: .whole), "all clients of GET are let in"),
        ]
        for (second, (what, _)) in told.enumerated() {
            arm.add(fleet: what, at: 300 + Double(second))
        }
        let timeline = Judging.verdict([arm]).main.timeline.dropFirst(2)
        #expect(timeline.map(\.text) == told.map(\.1))
        #expect(timeline.allSatisfy { $0.weight == .turn })
    }

    @Test func theFleetsOwnLineIsToldOnce() {
        var arm = ArmBuilder(.guarded)
        arm.add(.step(path: "method[0]", actor: nil, summary: "an operator types"), at: 300)
        arm.add(.step(path: "method[1]", actor: "second", summary: "waits"), at: 301)
        arm.type()
        let texts = Judging.verdict([arm]).main.timeline.map(\.text)
        #expect(!texts.contains("an operator types"))
        #expect(texts.contains("second: waits"))
    }

    @Test func tellsOfCachesThatForgetAndWarm() {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: .cacheCold(subsystem: SmallFleet.index, hitsPerMillion: 400), at: 310)
        arm.add(fleet: .cacheWarm(subsystem: SmallFleet.index, hitsPerMillion: 855_499), at: 400)
        let told = texts(arm).filter { $0.contains("index is") }
        #expect(told == ["5m10s index is cold: 0% hit", "6m40s index is warm again: 85.5% hit"])
    }
}
