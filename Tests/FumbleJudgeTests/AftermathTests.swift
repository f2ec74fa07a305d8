import FumbleModel
import Testing

@Suite struct AftermathTests {
    private func crashed() -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 3), at: 300)
        return arm
    }

    @Test func theQueueIsDrainedWhenItIsForTheLastTime() {
        var arm = crashed()
        arm.add(fleet: .queueing(dependent: 0), at: 310)
        arm.add(fleet: .drained(dependent: 0), at: 400)
        arm.add(fleet: .queueing(dependent: 0), at: 500)
        #expect(Judging.verdict([arm]).main.dependents.map(\.timeToDrain) == [nil])
        arm.add(fleet: .drained(dependent: 0), at: 600)
        let dependent = Judging.verdict([arm]).main.dependents.first
        #expect(dependent?.timeToDrain == .seconds(300))
        #expect(dependent?.dependent == "chat")
        #expect(dependent?.mostQueued == 3590)
    }

    @Test func blindSpellsHaveTheirEnds() {
        var arm = crashed()
        arm.add(fleet: .operable(subsystem: SmallFleet.index, isOperable: false), at: 310)
        arm.add(fleet: .operable(subsystem: SmallFleet.index, isOperable: true), at: 400)
        arm.add(fleet: .operable(subsystem: SmallFleet.billing, isOperable: false), at: 350)
        #expect(
            Judging.verdict([arm]).main.blind == [
                BlindSpell(
                    subsystem: "index", from: ArmBuilder.instant(310),
                    until: ArmBuilder.instant(400)),
                BlindSpell(subsystem: "billing", from: ArmBuilder.instant(350), until: nil),
            ])
    }

    @Test func capacityIsTheFewestOfEachWindow() {
        var arm = crashed()
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 56), at: 300)
        let capacity = Judging.verdict([arm]).main.capacity
        #expect(capacity.map(\.subsystem) == ["index", "billing"])
        #expect(capacity[0].minimum == 70 && capacity[0].full == 100)
        #expect(capacity[0].lowest.count == 360)
        #expect(capacity[0].lowest[29] == 100 && capacity[0].lowest[30] == 56)
    }

    @Test func aSubsystemWithoutMinimumThatNeverChangedIsLeftOut() {
        let fleet = SmallFleet.with(subsystems: [
            SmallFleet.subsystem("index", minimum: 70, toStart: []),
            SmallFleet.subsystem("billing", minimum: 0, toStart: []),
        ])
        let capacity = Judging.verdict([crashed()], of: Judging.plan(fleet: fleet)).main.capacity
        #expect(capacity.map(\.subsystem) == ["index"])
    }

    @Test func everyTypedLineHasItsVerdict() {
        var arm = ArmBuilder(.guarded)
        arm.type(count: 44)
        arm.decide("rate", .hold(until: ArmBuilder.instant(600), reason: ""), in: 20)
        arm.decide("floor", .allow, in: 30)
        arm.remove(2, leaving: 98, ending: nil)
        arm.remove(2, at: 600, leaving: 96, ending: nil)
        arm.type(at: 700, command: 1, count: 1)
        arm.add(.ended(command: 1, servers: 0, how: .refused), at: 700)
        let commands = Judging.verdict([arm]).main.commands
        #expect(commands.map(\.applied) == [4, 0])
        #expect(commands.map(\.ending) == [.unfinished, .refused])
        #expect(commands.map(\.decidedIn) == [.milliseconds(30), nil])
        #expect(commands.first?.at == ArmBuilder.instant(300))
    }

    @Test func theEventsOfTheFleetAreTold() {
        let main = Judging.verdict([crashed()]).main
        #expect(main.events == 7 && main.eventsHash == 42)
    }
}
