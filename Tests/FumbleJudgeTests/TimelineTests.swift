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
                "5m it comes to 44 servers",
                "5m floor allows it",
                "5m 44 servers acted on",
                "5m1s index stops answering",
                "5m1s index: 12 cells stop below quorum",
                "5m10s GET leaves its tolerance",
                "6m10s alarm gets raised: 0%",
                "6m11s on-call sees gets",
                "6m40s index: first servers boot",
                "14m59s index begins to serve",
                "15m GET is answered again, 10 min in",
                "15m GET is whole, 10 min in",
                "15m5s index is whole",
            ])
    }

    @Test func aPacedCommandIsToldOnce() {
        var arm = ArmBuilder(.guarded)
        arm.type(count: 6)
        for second in [300.0, 600, 900] {
            let until = ArmBuilder.instant(second + 300)
            arm.remove(2, at: second, leaving: 98, ending: nil)
            arm.decide("rate", .hold(until: until, reason: "2 per 5m"), at: second, stage: .batch)
        }
        arm.decide("floor", .refuse(reason: "too low"), at: 1200, stage: .batch)
        #expect(
            Array(texts(arm).dropFirst(2)) == [
                "5m typed: remove --count 6",
                "5m it comes to 6 servers",
                "5m rate holds it back 3 times on the way",
                "5m 6 servers in 3 batches, the last at 15m 0s",
                "20m floor refuses the rest: too low",
            ])
    }

    @Test func staysShortAndNarrow() {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 3), at: 300)
        for second in 0..<500 {
            arm.add(
                .note("a note that goes on and on " + String(repeating: "on ", count: 30)),
                at: 400 + Double(second))
        }
        arm.answered(0, of: SmallFleet.get, from: 1000, to: 1100)
        let timeline = Judging.verdict([arm]).main.timeline
        #expect(timeline.count == 60)
        #expect(timeline.allSatisfy { $0.text.count <= 66 })
        #expect(timeline.contains { $0.text.hasPrefix("GET is whole") })
        #expect(timeline.contains { $0.text == "crash injected into 3 servers" })
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
}
