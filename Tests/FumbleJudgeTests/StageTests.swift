import FumbleModel
import Testing

@testable import FumbleJudge

/// What a recovery is said to be made of, and what each line of a timeline is read off.
@Suite struct StageTests {
    private func stages(_ arm: ArmBuilder, of plan: Plan = Judging.plan()) -> [String] {
        Judging.verdict([arm], of: plan).main.course.stages.map { stage in
            let spells = stage.spells.map { spell in
                "\(spell.from)-\(spell.until)\(spell.isCutOff ? " cut off" : "")"
            }
            return "\(stage.kind.rawValue) \(stage.of ?? "-"): \(spells.joined(separator: ", "))"
        }
    }

    private func outage() -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.remove(44, leaving: 56)
        arm.add(.seen(alarm: "gets", by: "on-call"), at: 360)
        arm.add(.responded(path: "response[0]", alarm: "gets", summary: "restart"), at: 420)
        return arm
    }

    private func phase(_ phase: StartPhase, _ servers: Int) -> FleetEvent.What {
        .phase(subsystem: SmallFleet.index, phase: phase, servers: servers)
    }

    @Test func peopleThenPhasesThenQueues() {
        var arm = outage()
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 0), at: 420)
        arm.add(fleet: phase(.boot, 44), at: 420)
        arm.add(fleet: phase(.load, 44), at: 460)
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 44), at: 500)
        arm.add(fleet: .whole(subsystem: SmallFleet.index), at: 500)
        #expect(
            stages(arm) == [
                "detect -: 5m-6m", "decide -: 6m-7m", "boot index: 7m-7m40s",
                "load index: 7m40s-8m20s",
            ])
    }

    /// Of 100 servers 40 may start at once: those that are done make room, and serve later.
    @Test func wavesAreSpells() {
        let index = SubsystemSpec(
            name: "index", position: SmallFleet.position(1), minimum: .share(.percent(70)),
            cells: nil, state: nil,
            restart: RestartSpec(
                boot: .seconds(40), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: 40,
                slowedAbove: nil, fails: .none),
            servesFrom: .percent(70),
            needs: Needs(toServe: [], toStart: [], toOperate: []), slots: 8)
        let fleet = SmallFleet.with(subsystems: [index, SmallFleet.spec.subsystems[1]])
        var arm = outage()
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 0), at: 420)
        for (at, phase) in [(420, StartPhase.boot), (460, .load), (500, .boot), (540, .load)] {
            arm.add(fleet: self.phase(phase, 40), at: Double(at))
        }
        arm.add(fleet: phase(.boot, 20), at: 580)
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 80), at: 580)
        arm.add(fleet: phase(.load, 20), at: 620)
        arm.add(fleet: .whole(subsystem: SmallFleet.index), at: 660)
        #expect(
            stages(arm, of: Judging.plan(fleet: fleet)).suffix(2) == [
                "boot index: 7m-7m40s, 8m20s-9m, 9m40s-10m20s",
                "load index: 7m40s-8m20s, 9m-9m40s, 10m20s-11m",
            ])
    }

    @Test func whatTheRunCutsOffSaysSo() {
        var arm = outage()
        arm.add(fleet: phase(.boot, 44), at: 420)
        let found = stages(arm)
        #expect(found.last?.hasPrefix("boot index: 7m-") == true)
        #expect(found.last?.hasSuffix(" cut off") == true)
    }

    @Test func nothingThatBitIsNothingToRecoverFrom() {
        #expect(stages(ArmBuilder(.guarded)) == [])
    }

    /// Every line of a timeline names the event or the window that it tells of, at its own instant.
    @Test func everyLineIsTraced() throws {
        var arm = outage()
        arm.decide("floor", .refuse(reason: "no"))
        arm.add(fleet: .stopped(subsystem: SmallFleet.index), at: 301)
        arm.answered(0, of: SmallFleet.get, from: 310, to: 900)
        let main = Judging.verdict([arm]).main
        #expect(main.timeline.count > 6)
        for line in main.timeline {
            switch try #require(line.trace) {
            case .event(let place):
                #expect(main.course.events[place].at <= line.at, "\(line.text)")
            case .window(let place):
                let window = main.course.windows[place]
                #expect(window.start <= line.at && line.at < window.end, "\(line.text)")
            }
        }
    }

    @Test func milestonesAreOfTheirInstants() {
        var arm = outage()
        arm.answered(0, of: SmallFleet.get, from: 310, to: 900)
        let course = Judging.verdict([arm]).main.course
        let words = course.milestones.map { "\($0.at) \($0.kind.rawValue) \($0.operation ?? "-")" }
        #expect(
            words == [
                "5m injected -", "5m10s symptom get", "6m detected -", "7m responded -",
                "15m first success get", "15m recovered get",
            ])
    }
}
