import FumbleModel
import Testing

@testable import FumbleEngine

/// Alarms: how long before they are raised, who sees them, and what is then done.
@Suite struct AlarmTests {
    private let crash = [Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3, lasting: 5))]

    @Test func itIsRaisedAfterAWhileSeenAndRespondedTo() async {
        let diary = FleetDiary()
        let run = await run(
            Sample.plan(
                crash, responses: [Sample.response(after: 12)],
                alarms: [Sample.alarm(holdsFor: 20)]), diary: diary
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [
                    .init(from: 20, share: 0.5), .init(from: 30, share: 0.2),
                    .init(from: 80, share: 1),
                ])
        }
        #expect(
            alarms(run) == [
                "40s gets-failing raised at 20%", "40s gets-failing seen by on-call",
                "52s response[0] to gets-failing: full-restart of index",
                "1m30s gets-failing cleared at 100%",
            ])
        #expect(diary.commands.last == "52s full-restart [0]", "once, though it stayed raised")
    }

    @Test func aShortDipRaisesNothing() async {
        let run = await run(
            Sample.plan(crash, alarms: [Sample.alarm(holdsFor: 20)])
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [
                    .init(from: 20, share: 0.5), .init(from: 30, share: 1),
                    .init(from: 40, share: 0.5), .init(from: 50, share: 1),
                ])
        }
        #expect(alarms(run) == [])
    }

    /// No data neither raises nor clears: 10 s wrong before and 10 s after are 20 s.
    @Test func windowsWithoutDataAreLeftOut() async {
        let run = await run(
            Sample.plan(crash, alarms: [Sample.alarm(holdsFor: 20)])
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [
                    .init(from: 20, share: 0.5), .init(from: 30, share: nil),
                    .init(from: 50, share: 0.5), .init(from: 60, share: nil),
                    .init(from: 80, share: 1),
                ])
        }
        #expect(
            alarms(run) == [
                "1m gets-failing raised at 50%", "1m gets-failing seen by on-call",
                "1m30s gets-failing cleared at 100%",
            ])
    }

    @Test func eachTimeItIsRaisedIsRespondedTo() async {
        let run = await run(
            Sample.plan(
                crash, responses: [Sample.response(after: 5)], alarms: [Sample.alarm(holdsFor: 0)])
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [
                    .init(from: 20, share: 0.5), .init(from: 40, share: 1),
                    .init(from: 60, share: 0.5),
                ])
        }
        #expect(
            alarms(run).filter { $0.contains("response") } == [
                "35s response[0] to gets-failing: full-restart of index",
                "1m15s response[0] to gets-failing: full-restart of index",
            ])
    }

    @Test func nobodyRespondsToWhatIsOver() async {
        let run = await run(
            Sample.plan(
                crash, responses: [Sample.response(after: 15)],
                alarms: [Sample.alarm(holdsFor: 0)])
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [.init(from: 20, share: 0.5), .init(from: 30, share: 1)])
        }
        #expect(
            alarms(run) == [
                "30s gets-failing raised at 50%", "30s gets-failing seen by on-call",
                "40s gets-failing cleared at 100%",
                "40s note response[0]: gets-failing was cleared before anybody responded",
            ])
    }

    /// The page by which it is seen is down from the start, and can be operated again at 57 s.
    @Test func itIsSeenWhenItsPageCanBeOperated() async {
        let run = await run(
            Sample.plan(
                crash, responses: [Sample.response(after: 10)],
                alarms: [Sample.alarm(holdsFor: 10, through: Sample.page)])
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary, turns: [.init(from: 20, share: 0.5)],
                script: [
                    FleetEvent(
                        at: .start + .seconds(57),
                        what: .operable(subsystem: Sample.page, isOperable: true))
                ], operable: [true, true, false])
        }
        #expect(
            alarms(run) == [
                "30s gets-failing raised at 50%", "57s gets-failing seen by on-call",
                "1m7s response[0] to gets-failing: full-restart of index",
            ])
    }

    @Test func aProbeOverManyWindowsWaitsForThem() async {
        let run = await run(
            Sample.plan(
                crash, alarms: [Sample.alarm(holdsFor: 0, windows: 3)],
                steady: [])
        ) { topology, diary in
            ScriptedFleet(topology, diary: diary, turns: [.init(from: 0, share: 0.5)])
        }
        #expect(alarms(run).first == "30s gets-failing raised at 50%")
    }

    private func alarms(_ run: Run) -> [String] {
        lines(run).filter { $0.contains("gets-failing") }
    }
}
