import FumbleModel
import Testing

@testable import FumbleEngine

/// A fleet is brought up before a run, and ended after it, whatever happens in between.
@Suite struct OpeningTests {
    private static let plan = Sample.plan(
        [Sample.step(0, .at(.seconds(12)), Sample.fault(.crash, 2, lasting: 20))],
        horizon: .seconds(60))

    private static let threeArms = Sample.plan(
        [Sample.step(0, .at(.seconds(12)), Sample.fault(.crash, 2, lasting: 20))],
        arms: [.meant, .guarded, .unguarded], horizon: .seconds(60))

    private func runInTurn(
        _ diary: FleetDiary, fleet: @Sendable (Topology, FleetDiary) -> ScriptedFleet
    ) async -> Run {
        await Engine().run(plan: Self.threeArms, header: Sample.header, sideBySide: false) {
            _, topology, _ in fleet(topology, diary)
        }
    }

    @Test func itIsOpenedOnceAndClosedOnce() async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary)
        #expect(run.status == .completed)
        #expect(diary.change { $0.course } == ["open", "close"])
    }

    @Test func aFleetThatDoesNotOpenFailsTheRunAndIsClosed() async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary) {
            ScriptedFleet($0, diary: $1, cannotOpen: "no port is free")
        }
        #expect(run.status == .failed(reason: "no port is free"))
        #expect(diary.change { $0.course } == ["open", "close"])
        #expect(diary.commands == [])
    }

    @Test func itIsClosedThoughTheRunWasCancelled() async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary, interruption: CancelsItself())
        #expect(run.status == .interrupted(signal: "cancelled"))
        #expect(diary.change { $0.course } == ["open", "close"])
    }

    /// What is out of tolerance after the method began stops the run, and all is rolled back.
    @Test func aStopConditionEndsTheRun() async {
        let diary = FleetDiary()
        let plan = Sample.plan(
            [Sample.step(0, .at(.seconds(12)), Sample.fault(.crash, 2, lasting: 40))],
            horizon: .seconds(100), stopWhen: [Sample.steady()])
        let run = await run(plan, diary: diary) {
            ScriptedFleet($0, diary: $1, turns: [.init(from: 20, share: 0.2)])
        }
        #expect(run.status == .stopped(reason: "gets-answered: goodput was 20%, not at least 90%"))
        #expect(run.arms[0].end == .start + .seconds(30))
        #expect(diary.isAsAtTheStart)
        #expect(diary.change { $0.course } == ["open", "close"])
    }

    @Test func armsInTurnNeverOverlap() async {
        let diary = FleetDiary()
        let run = await runInTurn(diary) { ScriptedFleet($0, diary: $1) }
        #expect(run.arms.map(\.arm) == [.meant, .guarded, .unguarded])
        #expect(
            diary.change { $0.course } == ["open", "close", "open", "close", "open", "close"])
    }

    @Test func anArmThatFailsIsTheLast() async {
        let diary = FleetDiary()
        let run = await runInTurn(diary) {
            ScriptedFleet($0, diary: $1, lostAt: .start + .seconds(30))
        }
        #expect(run.arms.map(\.arm) == [.meant])
        #expect(run.status == .failed(reason: "the fleet is lost (some of it may have happened)"))
    }
}
