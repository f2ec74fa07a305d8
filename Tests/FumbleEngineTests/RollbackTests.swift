import FumbleModel
import Testing

@testable import FumbleEngine

/// However a run ends, nothing that fumble did to the fleet is left.
@Suite struct RollbackTests {
    private static let plan = Sample.plan(
        [
            Sample.step(0, .at(.seconds(12)), Sample.fault(.crash, 2, lasting: 20)),
            Sample.step(1, .at(.seconds(15)), Sample.fault(.hang, 3)),
            Sample.step(2, .at(.seconds(17)), Sample.load(2, lasting: 30)),
            Sample.step(3, .at(.seconds(22)), Sample.load(3)),
            Sample.step(4, .at(.seconds(24)), Sample.fault(.slow(5), 4, lasting: 12)),
            Sample.step(5, .at(.seconds(41)), Sample.fault(.slow(2), 6)),
            Sample.step(6, .after(.seconds(8)), Sample.fault(.crash, 1, lasting: 500)),
        ], horizon: .seconds(80))

    /// What the plan does before its rollback, when nothing goes wrong.
    private static let commands = 13

    @Test func withoutTroubleNothingIsLeft() async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary)
        #expect(run.status == .completed)
        #expect(diary.isAsAtTheStart)
        #expect(
            lines(run).suffix(6) == [
                "1m20s phase measurement", "1m20s phase rollback",
                "1m20s method[6] reverted crash", "1m20s method[5] reverted slow",
                "1m20s method[3] reverted load", "1m20s method[1] reverted hang",
            ])
        #expect(diary.commands.count == Self.commands + 6)
    }

    @Test(arguments: 1...8)
    func interruptedAfterAnyWindow(windows: Int) async {
        let diary = FleetDiary()
        let run = await run(
            Self.plan, diary: diary, interruption: SignalAfter(diary: diary, windows: windows))
        #expect(run.status == .interrupted(signal: "SIGINT"))
        #expect(diary.isAsAtTheStart)
        #expect(run.arms[0].end == .start + .seconds(Int64(windows) * 10))
        #expect(lines(run).contains { $0.hasSuffix("phase rollback") })
        expectEveryInjectionReverted(run)
    }

    @Test(arguments: 0...80)
    func theFleetIsLostAtAnySecond(second: Int) async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary) { topology, diary in
            ScriptedFleet(topology, diary: diary, lostAt: .start + .seconds(Int64(second)))
        }
        guard case .failed = run.status else {
            Issue.record("\(run.status)")
            return
        }
        #expect(diary.isAsAtTheStart)
        expectEveryInjectionReverted(run)
    }

    @Test(arguments: 0..<commands)
    func anyOneCommandIsRefused(number: Int) async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary) { topology, diary in
            ScriptedFleet(topology, diary: diary, refusal: .didNothing(number))
        }
        #expect(run.status == .failed(reason: "refused"))
        #expect(diary.isAsAtTheStart)
        expectEveryInjectionReverted(run)
    }

    @Test(arguments: 0..<commands)
    func anyOneCommandHappensWithoutAnAnswer(number: Int) async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary) { topology, diary in
            ScriptedFleet(topology, diary: diary, refusal: .happenedAndThrew(number))
        }
        #expect(run.status == .failed(reason: "no answer (some of it may have happened)"))
        #expect(diary.isAsAtTheStart)
    }

    /// A command that surely did nothing has no undo: that could do harm of its own.
    @Test func whatDidNothingIsNotUndone() async {
        let diary = FleetDiary()
        _ = await run(Self.plan, diary: diary) { topology, diary in
            ScriptedFleet(topology, diary: diary, refusal: .didNothing(0))
        }
        #expect(diary.commands == [])
    }

    @Test func undosThatFailAreToldAndStopNoOthers() async {
        let diary = FleetDiary()
        let run = await run(Self.plan, diary: diary) { topology, diary in
            ScriptedFleet(topology, diary: diary, refusal: .everyOneFrom(6))
        }
        let whole = "gone; method[3]: load was not undone: gone; method[3]: load was not"
        #expect("\(run.status)".hasPrefix("failed(reason: \"\(whole)"))
        #expect(
            lines(run).filter { $0.contains("not undone") } == [
                "24s note method[3]: load was not undone: gone",
                "24s note method[3]: load was not undone: gone",
                "24s note method[2]: load was not undone: gone",
                "24s note method[1]: hang was not undone: gone",
                "24s note method[1]: hang was not undone: gone",
                "24s note method[1]: hang was not undone: gone",
                "24s note method[0]: crash was not undone: gone",
            ])
    }

    @Test func aRunWhoseRollbackFailsHasFailed() async {
        let run = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 1, lasting: 500))
            ])
        ) { topology, diary in
            ScriptedFleet(topology, diary: diary, refusal: .everyOneFrom(1))
        }
        #expect(run.status == .failed(reason: "method[0]: crash was not undone: gone"))
    }

    /// The scripted fleet refuses all that a cancelled task asks of it, as one of processes may.
    @Test func aCancelledRunIsRolledBack() async {
        let diary = FleetDiary()
        let run = await run(
            Sample.plan([Sample.step(0, .at(.seconds(5)), Sample.fault(.crash, 1, lasting: 60))]),
            diary: diary, interruption: CancelsItself())
        #expect(run.status == .interrupted(signal: "cancelled"))
        #expect(diary.commands.count == 2)
        #expect(diary.isAsAtTheStart)
    }

    private func expectEveryInjectionReverted(
        _ run: Run, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var inForce: [String] = []
        for event in run.arms[0].events {
            if case .injected(let path, _, _) = event.what { inForce.append(path) }
            if case .reverted(let path, _) = event.what { inForce.removeAll { $0 == path } }
        }
        #expect(inForce == [], sourceLocation: sourceLocation)
    }
}
