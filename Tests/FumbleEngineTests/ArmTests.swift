import FumbleEngine
import FumbleModel
import Synchronization
import Testing

/// The three arms of a typed line, and the paths that lead through the control plane.
@Suite struct ArmTests {
    @Test func eachArmTypesItsLine() async {
        let method = [Sample.step(0, .at(.seconds(20)), .type(Sample.line(1, 4)))]
        let run = await run(Sample.plan(method, arms: Arm.allCases)) { topology, _ in
            ScriptedFleet(topology)
        }
        #expect(run.arms.map(\.arm) == [.meant, .guarded, .unguarded])
        #expect(
            lines(run, arm: 0)[2...]
                == [
                    "20s method[0]: fleetctl remove --count 1",
                    "20s typed 1 fleetctl remove --count 1 in own",
                    "20.04s decided few allow", "20.04s decided few allow", "20.04s applied 1 1",
                    "20.04s ended 1 1 done",
                    "20s phase recovery", "1m40s phase measurement", "1m40s phase rollback",
                ].sortedByTime)
        #expect(
            lines(run, arm: 1).contains {
                $0.hasPrefix("20.04s decided few refuse(reason: \"4 of [10, 4, 1] at ")
            })
        #expect(lines(run, arm: 1).contains("20.04s ended 1 0 refused"))
        #expect(lines(run, arm: 2).contains("20s typed 1 fleetctl remove --count 4 in other"))
        #expect(lines(run, arm: 2).contains("20s applied 1 4"))
        #expect(!lines(run, arm: 2).contains { $0.contains("decided") })
    }

    @Test func aFaultThatIsTypedGoesThroughTheControlPlane() async {
        let fault = PlannedFault(kind: "slip", fault: TypedFault(line: Sample.line(1, 4)))
        let run = await run(
            Sample.plan(
                [Sample.step(0, .at(.seconds(20)), .inject(fault, lasting: nil))],
                arms: [.unguarded]))
        #expect(lines(run).contains("20s applied 1 4"))
        #expect(!lines(run).contains { $0.contains("injected") || $0.contains("reverted") })
    }

    /// A guard with a lag of 15 s sees the counts of the last change before, not the present ones.
    @Test func guardsSeeCountsThroughTheirLag() async {
        let serving = [(18, 9), (23, 8), (31, 7)].map { time, count in
            FleetEvent(
                at: .start + .seconds(Int64(time)),
                what: .serving(subsystem: Sample.index, servers: count))
        }
        let run = await run(
            Sample.plan([Sample.step(0, .at(.seconds(39)), .type(Sample.line(1, 4)))])
        ) { topology, diary in ScriptedFleet(topology, diary: diary, script: serving) }
        #expect(
            lines(run).contains {
                $0.contains("refuse(reason: \"4 of [8, 4, 1] at 23s\")")
            })
    }

    @Test func aCommandStillUnderWayEndsUnfinished() async {
        let run = await run(
            Sample.plan([Sample.step(0, .at(.seconds(99)), .type(Sample.line(1, 1)))]),
            interruption: NoInterruption())
        #expect(lines(run).contains("1m39.04s ended 1 1 done"))
        let cut = await FumbleEngineTests.run(
            Sample.plan(
                [
                    Sample.step(
                        0, .at(TimeSpan(microseconds: 99_970_000)), .type(Sample.line(1, 1)))
                ]))
        #expect(lines(cut).contains("1m40s ended 1 0 unfinished"))
    }

    /// What fumble puts right after the run is no part of what was measured.
    @Test func readingsAreTakenBeforeTheRollback() async {
        let method = [Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3, lasting: 500))]
        let run = await run(Sample.plan(method)) { topology, diary in
            ScriptedFleet(topology, diary: diary)
        }
        #expect(run.arms[0].readings.map(\.name) == ["commands"])
        #expect(run.arms[0].readings.map(\.mean) == [1])
        #expect(lines(run).contains { $0.contains("reverted") })
    }

    @Test func theSameSeedGivesTheSameRun() async {
        let method = [
            Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3, lasting: 20)),
            Sample.step(1, .at(.seconds(30)), .type(Sample.line(1, 3))),
        ]
        let plan = Sample.plan(method, arms: Arm.allCases)
        let first = await run(plan) { topology, _ in ScriptedFleet(topology) }
        let second = await run(plan) { topology, _ in ScriptedFleet(topology) }
        #expect(first.arms == second.arms)
        let picks = (0..<20).map { seed in
            TargetPick.servers(
                for: TargetDemand(
                    among: .group("index"), count: .count(2), position: Sample.nowhere),
                path: "method[0]", seed: seed, fleet: plan.fleet, topology: Topology(plan.fleet),
                lives: Array(repeating: .serving, count: 11))
        }
        #expect(Set(picks).count > 5, "other seeds, other servers")
    }

    @Test func primariesArePickedAsTheyAreNow() {
        let plan = Sample.plan([])
        let topology = Topology(plan.fleet)
        func pick(_ primaries: [[ServerID]]) -> [Int] {
            TargetPick.servers(
                for: TargetDemand(
                    among: .primary(of: plan.fleet.subsystems[0].name), count: nil,
                    position: Sample.nowhere),
                path: "method[0]", seed: 1, fleet: plan.fleet, topology: topology,
                lives: Array(repeating: .serving, count: topology.serverCount),
                primaries: primaries
            ).map(\.index)
        }
        #expect(pick([[ServerID(4), ServerID(2)]]) == [2, 4])
        #expect(pick([[]]) == [])
        #expect(pick([]) == [], "a subsystem without roles has none to begin with")
    }

    /// Real servers take their time to say who their primary is: nothing waits for it in vain.
    @Test func primariesAreAskedForWhereAStepHitsThem() async {
        let diary = FleetDiary()
        let hit = PlannedFault(
            kind: "crash", fault: ServerFault(sort: .crash, count: nil, ofPrimaryOf: "index"))
        let plan = Sample.plan([
            Sample.step(0, .at(.seconds(20)), Sample.fault(.hang, 2, lasting: 5)),
            Sample.step(1, .at(.seconds(25)), .inject(hit, lasting: .seconds(5))),
            Sample.step(2, .at(.seconds(40)), Sample.load(2, lasting: 5)),
        ])
        let run = await run(plan, diary: diary)
        #expect(diary.change(\.askedForPrimaries) == [.start + .seconds(25)])
        #expect(lines(run).contains { $0.contains("method[1] injected crash 1") })
        #expect(diary.isAsAtTheStart)
    }

    /// What nothing undoes leaves nothing to take back, at the end of the method or after the run.
    @Test func whatNothingUndoesIsNotReverted() async {
        let run = await run(
            Sample.plan([Sample.step(0, .at(.seconds(20)), Sample.fault(.forGood, 3))])
        ) { topology, diary in ScriptedFleet(topology, diary: diary) }
        #expect(lines(run).contains { $0.contains("injected") })
        #expect(!lines(run).contains { $0.contains("reverted") })
    }

    @Test func everyObserverIsToldOfEverything() async {
        let ears = [Ear(), Ear()]
        let run = await run(
            Sample.plan(
                [Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3))], arms: Arm.allCases),
            observers: ears
        ) { topology, _ in ScriptedFleet(topology) }
        for arm in run.arms {
            for ear in ears {
                #expect(ear.heard(arm.arm).events == arm.events)
                #expect(ear.heard(arm.arm).windows == arm.windows)
            }
        }
    }
}

extension [String] {
    /// The expectation above is written by cause; the record is in order of time.
    fileprivate var sortedByTime: ArraySlice<String> {
        let now = filter { $0.hasPrefix("20s ") }
        let soon = filter { $0.hasPrefix("20.04s ") }
        return (now + soon + filter { $0.hasPrefix("1m") })[...]
    }
}

/// A class, because the engine is handed it and the test looks at it after.
private final class Ear: RunObserver {
    struct Heard {
        var events: [RunEvent] = []
        var windows: [WindowSample] = []
    }

    private let all = Mutex(Arm.allCases.map { _ in Heard() })

    func record(_ event: RunEvent, in arm: Arm) async {
        all.withLock { $0[place(arm)].events.append(event) }
    }

    func record(_ window: WindowSample, in arm: Arm) async {
        all.withLock { $0[place(arm)].windows.append(window) }
    }

    func heard(_ arm: Arm) -> Heard { all.withLock { $0[place(arm)] } }

    private func place(_ arm: Arm) -> Int { Arm.allCases.firstIndex(of: arm) ?? 0 }
}
