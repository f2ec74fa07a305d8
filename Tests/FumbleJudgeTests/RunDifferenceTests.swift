import FumbleJudge
import FumbleModel
import Testing

@Suite struct RunDifferenceTests {
    private func run(
        events: [RunEvent] = [], windows: [WindowSample] = [], count: EventCount? = nil,
        arm: Arm = .guarded
    ) -> Run {
        let header = RunHeader(
            id: "1", experiment: "x", experimentHash: "", fleetKind: "simulated", seed: 1,
            build: "", inputs: [])
        let counted = count ?? EventCount(events: 0, hash: 0, marks: [])
        let armRun = ArmRun(
            arm: arm, events: events, windows: windows, end: .start, counted: counted)
        return Run(header: header, status: .completed, arms: [armRun])
    }

    private func note(_ text: String, at seconds: Int64) -> RunEvent {
        RunEvent(at: .start + .seconds(seconds), what: .note(text))
    }

    @Test func equalRunsDoNotDiffer() {
        let events = [note("a", at: 1), note("b", at: 2)]
        #expect(RunDifference.first(between: run(events: events), and: run(events: events)) == nil)
    }

    @Test func theFirstEventThatDiffersIsNamed() {
        let first = run(events: [note("a", at: 1), note("b", at: 2)])
        let second = run(events: [note("a", at: 1), note("c", at: 2)])
        let difference = RunDifference.first(between: first, and: second)
        #expect(
            difference?.description
                == #"event 2 of the guarded arm is note("b") at 2s, and then note("c") at 2s"#)
        let cut = RunDifference.first(between: first, and: run(events: [note("a", at: 1)]))
        #expect(
            cut?.description == #"event 2 of the guarded arm is note("b") at 2s, and then none"#)
    }

    @Test func aHashThatDiffersIsNarrowedToItsMarks() {
        let first = run(count: EventCount(events: 10_000, hash: 1, marks: [7, 8]))
        let second = run(count: EventCount(events: 10_000, hash: 2, marks: [7, 9]))
        let difference = RunDifference.first(between: first, and: second)
        #expect(difference?.what == .fleetEvents(4_097...8_192))
    }

    @Test func anArmThatIsMissingIsNamed() {
        let difference = RunDifference.first(between: run(), and: run(arm: .meant))
        #expect(difference?.description == "the meant arm is in one of them only")
    }
}
