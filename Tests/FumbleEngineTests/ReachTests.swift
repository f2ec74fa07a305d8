import FumbleModel
import Testing

@testable import FumbleEngine

/// A bad configuration for all servers of the index, a canary of them first.
private struct Push: Fault {
    let canary: Canary?

    var demand: TargetDemand? {
        TargetDemand(among: .subsystem("index"), count: nil, position: Sample.nowhere)
    }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.configure(servers, of: Sample.index, makes: .refuse)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.configure(servers, of: Sample.index, makes: .good)]
    }
}

/// Canaries of faults, people who are cut off, and automation.
@Suite struct ReachTests {
    private static func push(lasting: Int64 = 50, wait: Int64 = 20) -> [PlannedStep] {
        let canary = Canary(count: .count(2), wait: .seconds(wait))
        return [
            Sample.step(
                0, .at(.seconds(20)),
                .inject(
                    PlannedFault(kind: "push-config", fault: Push(canary: canary)),
                    lasting: .seconds(lasting)))
        ]
    }

    private static let rollback = Sample.verb(.rollbackConfig, of: ["index"], count: nil)

    /// How many servers were configured when, and how.
    private func pushes(_ diary: FleetDiary) -> [String] {
        diary.commands.map { command in
            let servers = command.ranges(of: "ServerID").count
            return "\(command.prefix { $0 != " " }) \(servers) "
                + (command.contains("good") ? "good" : "bad")
        }
    }

    private static func plan(
        _ method: [PlannedStep], automation: [AutomationSpec] = [], responses: [ResponseSpec] = [],
        alarms: [AlarmSpec] = [], arms: [Arm] = [.guarded]
    ) -> Plan {
        let plain = Sample.plan(method, arms: arms, responses: responses, alarms: alarms)
        let fleet = plain.fleet
        return Plan(
            experiment: plain.experiment, claim: nil, position: plain.position,
            fleet: FleetSpec(
                name: fleet.name, environment: fleet.environment, zones: [],
                subsystems: fleet.subsystems, groups: fleet.groups, operations: fleet.operations,
                dependents: [], alarms: fleet.alarms, promises: fleet.promises,
                playbook: fleet.playbook, guards: fleet.guards, noticesAfter: fleet.noticesAfter,
                automation: automation),
            arms: arms, steadyState: plain.steadyState, method: method, responses: responses,
            settle: plain.settle, horizon: plain.horizon, window: plain.window, mayTouch: nil,
            expectations: [], inputs: [])
    }

    private static func automation(
        _ trigger: AutomationSpec.Trigger, _ does: VerbTemplate
    ) -> AutomationSpec {
        AutomationSpec(name: "reaper", position: Sample.nowhere, trigger: trigger, does: does)
    }

    private static func typing(_ count: Int) -> VerbTemplate {
        VerbTemplate(
            verb: .type, position: Sample.nowhere, of: [], count: nil, on: nil,
            line: "fleetctl remove --count \(count)")
    }

    @Test func aFaultGoesOnFromItsCanaryAndAllOfItIsUndone() async {
        let diary = FleetDiary()
        _ = await run(Self.plan(Self.push()), diary: diary)
        #expect(pushes(diary) == ["20s 2 bad", "40s 8 bad", "1m10s 10 good"])
    }

    @Test func aFaultThatIsRevertedGoesNoFurther() async {
        let diary = FleetDiary()
        _ = await run(Self.plan(Self.push(lasting: 10)), diary: diary)
        #expect(pushes(diary) == ["20s 2 bad", "30s 10 good"])
    }

    @Test func aGoodConfigurationGivenBackStopsTheBadOne() async {
        let diary = FleetDiary()
        let plan = Self.plan(
            Self.push(),
            automation: [
                Self.automation(
                    .clock(every: .hours(1), from: .seconds(30), until: nil), Self.rollback)
            ])
        let run = await run(plan, diary: diary)
        #expect(pushes(diary) == ["20s 2 bad", "30s 10 good", "1m10s 10 good"])
        #expect(
            lines(run).contains("30s note method[0]: push-config is stopped before 8 servers more"))
    }

    @Test func whoeverIsCutOffSeesNothingAndWhatTheyMeantToDoWaits() async {
        let diary = FleetDiary()
        let plan = Self.plan(
            [Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3, lasting: 60))],
            responses: [Sample.response(after: 5)], alarms: [Sample.alarm(holdsFor: 0)])
        @Sendable func script(_ from: Int64, _ to: Int64) -> [FleetEvent] {
            [(from, false), (to, true)].map { seconds, isReachable in
                FleetEvent(
                    at: .start + .seconds(seconds), what: .reach(isReachable: isReachable))
            }
        }
        func told(_ from: Int64, _ to: Int64) async -> [String] {
            let run = await run(plan, diary: diary) { topology, diary in
                ScriptedFleet(
                    topology, diary: diary, turns: [.init(from: 20, share: 0.5)],
                    script: script(from, to))
            }
            return lines(run).filter { $0.contains("seen") || $0.contains("response") }
        }
        #expect(
            await told(25, 55) == [
                "55s gets-failing seen by on-call",
                "1m response[0] to gets-failing: full-restart of index",
            ])
        // It was due at 35 s; back within reach at 57 s, it is done when the window ends.
        #expect(
            await told(33, 57) == [
                "30s gets-failing seen by on-call",
                "1m response[0] to gets-failing: full-restart of index",
            ])
    }

    @Test func anAutomationOnAClockActsInEveryArmAndAsksTheGuards() async {
        let plan = Self.plan(
            [Sample.step(0, .at(.seconds(20)), .type(Sample.line(1, 1)))],
            automation: [
                Self.automation(
                    .clock(every: .seconds(30), from: .seconds(15), until: .seconds(80)),
                    Self.typing(2))
            ], arms: [.meant, .guarded, .unguarded])
        let run = await run(plan) { topology, _ in ScriptedFleet(topology) }
        for arm in 0..<3 {
            #expect(
                lines(run, arm: arm).filter { $0.contains("automation") } == [
                    "15s automation.reaper: type `fleetctl remove --count 2`",
                    "45s automation.reaper: type `fleetctl remove --count 2`",
                    "1m15s automation.reaper: type `fleetctl remove --count 2`",
                ])
        }
        #expect(lines(run, arm: 1).filter { $0.contains("refused") }.count == 3)
        #expect(lines(run, arm: 2).contains("15s applied 1 2"), "unguarded, nobody asks")
    }

    @Test func anAutomationAboutAnAlarmNeedsNobodyToSeeIt() async {
        let diary = FleetDiary()
        let plan = Self.plan(
            [Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3, lasting: 60))],
            automation: [
                Self.automation(
                    .alarm(0, after: .seconds(7)),
                    Sample.verb(.fullRestart, of: ["index"], count: nil))
            ], alarms: [Sample.alarm(holdsFor: 0, through: Sample.page)])
        let run = await run(plan, diary: diary) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [.init(from: 20, share: 0.5), .init(from: 60, share: 1)],
                operable: [true, true, false])
        }
        #expect(diary.commands.filter { $0.contains("full-restart") } == ["37s full-restart [0]"])
        #expect(!lines(run).contains { $0.contains("seen") })
    }

    @Test func anAlarmThatIsClearedIsNoLongerActedOn() async {
        let diary = FleetDiary()
        let plan = Self.plan(
            [Sample.step(0, .at(.seconds(20)), Sample.fault(.crash, 3, lasting: 60))],
            automation: [
                Self.automation(
                    .alarm(0, after: .seconds(25)),
                    Sample.verb(.fullRestart, of: ["index"], count: nil))
            ], alarms: [Sample.alarm(holdsFor: 0)])
        _ = await run(plan, diary: diary) { topology, diary in
            ScriptedFleet(
                topology, diary: diary,
                turns: [.init(from: 20, share: 0.5), .init(from: 40, share: 1)])
        }
        #expect(!diary.commands.contains { $0.contains("full-restart") })
    }
}
