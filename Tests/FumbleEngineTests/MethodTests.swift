import FumbleModel
import Testing

@testable import FumbleEngine

/// When the steps of a method begin, and when what they did is reverted.
@Suite struct MethodTests {
    @Test func phasesStepsAndRevertsAreInOrder() async {
        let diary = FleetDiary()
        let run = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 2, lasting: 15)),
                Sample.step(1, .after(.seconds(3)), Sample.fault(.hang, 1)),
                Sample.step(2, .after(.seconds(2)), Sample.load(2)),
            ]), diary: diary)
        #expect(run.status == .completed)
        #expect(
            lines(run) == [
                "0s phase preflight",
                "20s phase method",
                "20s method[0]: crash for 15s",
                "20s method[0] injected crash 2",
                "23s method[1]: hang",
                "23s method[1] injected hang 1",
                "25s method[2]: get asked 2 times as often",
                "25s method[2] injected load 0",
                "35s method[0] reverted crash",
                "35s phase recovery",
                "35s method[2] reverted load",
                "35s method[1] reverted hang",
                "1m40s phase measurement",
                "1m40s phase rollback",
            ])
        #expect(diary.isAsAtTheStart)
        #expect(run.arms[0].windows.map(\.start.description).first == "0s")
        #expect(run.arms[0].windows.count == 10)
        #expect(run.arms[0].end == .start + .seconds(100))
        #expect(run.arms[0].counted.events == diary.commands.count)
    }

    /// A step at the end of a window belongs to the next one.
    @Test func aWindowEndsBeforeWhatIsDueAtItsEnd() async {
        let run = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 2, lasting: 20))
            ]))
        #expect(
            run.arms[0].windows.map { $0.subsystems[0].serving }
                == [10, 10, 8, 8, 10, 10, 10, 10, 10, 10])
    }

    @Test func theLastWindowEndsWithTheHorizon() async {
        let run = await run(Sample.plan([], horizon: .seconds(25)))
        #expect(run.arms[0].windows.map(\.length) == [.seconds(10), .seconds(10), .seconds(5)])
        #expect(
            lines(run) == [
                "0s phase preflight", "10s phase method", "10s phase recovery",
                "25s phase measurement", "25s phase rollback",
            ])
    }

    @Test func aWaitEndsWhenItsConditionHolds() async {
        let run = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(12)), Sample.load(2, lasting: 1)),
                Sample.step(
                    1, .after(.seconds(1)),
                    .waitUntil(.reading(Goodput(), AtLeast(limit: 0.5)), atMost: .seconds(60))),
                Sample.step(2, .after(.seconds(4)), Sample.load(3, lasting: 1)),
            ])
        ) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [.init(from: 10, share: 0.1), .init(from: 30, share: 0.6)])
        }
        #expect(
            lines(run).contains("13s method[1]: wait until goodput is at least 50%, at most 1m"))
        #expect(lines(run).contains { $0.hasPrefix("44s method[2]") }, "40 s and 4 s")
    }

    /// At 12 s the last window is in tolerance, but it says nothing of what began at 11 s.
    @Test func aReadingFromBeforeTheWaitDoesNotEndIt() async {
        let run = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(11)), Sample.load(2, lasting: 1)),
                Sample.step(
                    1, .at(.seconds(12)),
                    .waitUntil(.reading(Goodput(), AtLeast(limit: 0.5)), atMost: .seconds(60))),
                Sample.step(2, .after(.seconds(1)), Sample.load(3, lasting: 1)),
            ]))
        #expect(lines(run).contains { $0.hasPrefix("31s method[2]") })
    }

    @Test func aWaitForAnAlarmThatIsRaisedIsNone() async {
        let run = await run(
            Sample.plan(
                [
                    Sample.step(0, .at(.seconds(45)), .waitUntil(.alarm(0), atMost: .seconds(9))),
                    Sample.step(1, .after(.seconds(1)), Sample.load(3, lasting: 1)),
                ], alarms: [Sample.alarm(holdsFor: 0)], steady: [])
        ) { topology, diary in
            ScriptedFleet(topology, diary: diary, turns: [.init(from: 20, share: 0.5)])
        }
        #expect(lines(run).contains { $0.hasPrefix("46s method[1]") })
    }

    @Test func aWaitInVainEndsAtItsBoundAndIsTold() async {
        let run = await run(
            Sample.plan(
                [
                    Sample.step(0, .at(.seconds(12)), .waitUntil(.alarm(0), atMost: .seconds(31))),
                    Sample.step(1, .at(.seconds(20)), Sample.load(3, lasting: 1)),
                ], alarms: [Sample.alarm(holdsFor: 0)]))
        #expect(
            lines(run).dropFirst(2).prefix(4) == [
                "12s method[0]: wait until alarm gets-failing is raised, at most 31s",
                "43s note method[0]: waited in vain until alarm gets-failing is raised",
                "43s method[1]: get asked 3 times as often for 1s",
                "43s note method[1]: 23s late, the step before was not done",
            ])
    }

    @Test func whatTwoStepsSetIsSetAgainWhenOneIsReverted() async {
        let diary = FleetDiary()
        _ = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(20)), Sample.load(2, lasting: 20)),
                Sample.step(1, .at(.seconds(25)), Sample.load(3, lasting: 30)),
                Sample.step(2, .at(.seconds(30)), Sample.fault(.slow(4), nil, lasting: 30)),
                Sample.step(3, .at(.seconds(35)), Sample.fault(.slow(8), 2)),
            ]), diary: diary)
        let picked = diary.commands.filter { $0.hasPrefix("35s") }[0].dropFirst(9).dropLast(5)
        #expect(
            diary.commands == [
                "20s offer 0 x2.0", "25s offer 0 x3.0", "30s slow 0 1 2 3 4 5 6 7 8 9 x4.0",
                "35s slow \(picked) x8.0",
                "40s offer 0 x1.0", "40s offer 0 x3.0",
                "55s offer 0 x1.0",
                "1m slow 0 1 2 3 4 5 6 7 8 9 x1.0", "1m slow \(picked) x8.0",
                "1m slow \(picked) x1.0",
            ])
        #expect(diary.isAsAtTheStart)
    }

    @Test func servingServersArePickedFirstAndTheSameAreReverted() async {
        let diary = FleetDiary()
        _ = await run(
            Sample.plan([
                Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 6, lasting: 30)),
                Sample.step(1, .at(.seconds(25)), Sample.fault(.hang, 4, lasting: 10)),
            ]), diary: diary)
        let crashed = diary.commands[0].split(separator: " ").dropFirst(2)
        let hung = diary.commands[1...4].map { $0.split(separator: " ")[2] }
        let resumed = diary.commands[5...8].map { $0.split(separator: " ")[2] }
        #expect(Set(crashed).isDisjoint(with: hung))
        #expect(resumed == hung.reversed())
        #expect(diary.commands.last == "50s start \(crashed.joined(separator: " "))")
    }

    @Test func tenPercentIsOfThoseAtTheStart() {
        let plan = Sample.plan([])
        let picked = TargetPick.servers(
            for: TargetDemand(
                among: .subsystem("index"), count: .share(.percent(25)), position: Sample.nowhere),
            path: "method[0]", seed: 1, fleet: plan.fleet, topology: Topology(plan.fleet),
            lives: Array(repeating: .crashed, count: 11))
        #expect(picked.count == 3)
        #expect(picked == picked.sorted())
    }
}
