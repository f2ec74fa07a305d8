import FumbleEngine
import FumbleModel
import Testing

/// Nothing is injected into a fleet that is not in its steady state.
@Suite struct PreflightTests {
    @Test(arguments: [Int64(0), 10, 20])
    func anyWindowOutOfToleranceStopsTheRun(from: Int64) async {
        let diary = FleetDiary()
        let run = await run(Sample.plan(method), diary: diary) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [.init(from: from, share: 0.12), .init(from: from + 10, share: 1)])
        }
        #expect(
            run.status
                == .stopped(
                    reason: "gets-answered: goodput was 12% before the first step, "
                        + "not at least 90%"))
        #expect(diary.commands == [])
        #expect(lines(run) == ["0s phase preflight", "\(from + 10)s phase rollback"])
        #expect(run.arms[0].windows.count == Int(from / 10) + 1)
    }

    @Test func noDataIsNoSteadyState() async {
        let run = await run(Sample.plan(method)) { topology, diary in
            ScriptedFleet(topology, diary: diary, turns: [.init(from: 20, share: nil)])
        }
        #expect(
            run.status
                == .stopped(
                    reason: "gets-answered: nothing was measured before the first step, "
                        + "instead of at least 90%"))
    }

    @Test func theWindowThatTheFirstStepIsInDoesNotCount() async {
        let run = await run(Sample.plan(method)) { topology, diary in
            ScriptedFleet(topology, diary: diary, turns: [.init(from: 30, share: 0.1)])
        }
        #expect(run.status == .completed)
    }

    /// A probe over four windows is asked about the three there are, before it is too late.
    @Test func aLongProbeIsAskedAtTheLastWindow() async {
        let run = await run(Sample.plan(method, steady: [Sample.steady(windows: 4)])) {
            topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [.init(from: 0, share: 0.5), .init(from: 20, share: 1)])
        }
        #expect(
            run.status
                == .stopped(
                    reason: "gets-answered: goodput was 66% before the first step, "
                        + "not at least 90%"))
    }

    @Test func aStepBeforeTheFirstWindowEndsIsTold() async {
        let run = await run(
            Sample.plan([Sample.step(0, .at(.zero), Sample.fault(.crash, 1, lasting: 5))]))
        #expect(run.status == .completed)
        #expect(
            lines(run)[2]
                == "0s note no window ended before the first step: the steady state is not known")
    }

    private let method = [
        Sample.step(0, .at(.seconds(33)), Sample.fault(.crash, 1, lasting: 5))
    ]
}
