import FumbleCompiler
import FumbleModel
import Testing

/// Steps, loops and their places.
@Suite struct MethodTests {
    /// More servers than one machine is asked to start are told at the group with which they are too many.
    @Test func aMachineHasItsLimit() {
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 5m}",
            more: "stop-when: none")
        func mistakes(_ count: Int, on kind: FleetKind) -> [String] {
            let fleet = Texts.startedFleet.replacing(
                /group: index, count: [0-9]+/, with: "group: index, count: \(count)")
            return Texts.mistakes(Texts.compile(text, fleet: fleet, on: kind))
        }
        #expect(mistakes(10_000, on: .simulated) == [])
        #expect(mistakes(900, on: .processes) == [])
        let found = mistakes(10_000, on: .processes)
        #expect(found.count == 1)
        #expect(found.first?.contains("E0096 the fleet has 10") == true, "\(found)")
        #expect(found.first?.hasSuffix("one machine is asked to start 1000 at most") == true)
    }

    @Test func aLoopIsWrittenOut() throws {
        let method = """
              - at: 5m
                as: second
                each:
                  of: subsystem
                  in: [billing, index]
                  every: 5m
                  do:
                    - {fault: {crash: {of: each.subsystem, count: 1}}, for: 1m}
                    - {after: 2m, fault: {hang: {of: each.subsystem, count: 1}}, for: 1m}
            """
        let plan = try Texts.compile(Texts.experiment(method: method)).get().plan
        #expect(
            plan.method.map(\.path) == [
                "method[0].each[0].do[0]", "method[0].each[0].do[1]",
                "method[0].each[1].do[0]", "method[0].each[1].do[1]",
            ])
        #expect(
            plan.method.map(\.start) == [
                .at(.minutes(5)), .after(.minutes(2)), .after(.minutes(5)), .after(.minutes(2)),
            ])
        #expect(plan.method.allSatisfy { $0.actor == "second" })
        let targets = plan.method.map { step -> TargetDemand.Among? in
            guard case .inject(let planned, _) = step.action else { return nil }
            return planned.fault.demand?.among
        }
        #expect(
            targets == [
                .subsystem("billing"), .subsystem("billing"), .subsystem("index"),
                .subsystem("index"),
            ])
    }

    @Test func loopsStandInLoops() throws {
        let method = """
              - at: 5m
                each:
                  of: subsystem
                  in: [billing, index]
                  do:
                    - each:
                        of: count
                        in: [1, 2, 3]
                        do: [{fault: {crash: {of: each.subsystem, count: each.count}}, for: 1m}]
            """
        let plan = try Texts.compile(Texts.experiment(method: method)).get().plan
        #expect(plan.method.count == 6)
        #expect(plan.method.last?.path == "method[0].each[1].do[0].each[2].do[0]")
        #expect(Set(plan.method.map(\.path)).count == 6)
    }

    /// The last step, or what stands beside it, keeps the fault before it from being reverted.
    @Test(arguments: [
        "  - {after: 10m, operator: {meant: ctl remove --subsystem index --count 1}}",
        "  - {wait-until: {alarm: gets-failing, at-most: 5m}}",
        "  - {load: {of: get, factor: 3x, for: 10m}}",
    ])
    func aFaultLastsUntilTheMethodEnds(last: String) {
        let method = "  - {at: 5m, fault: {hang: {of: index, count: 1}}}\n"
        #expect(Texts.mistakes(Texts.compile(Texts.experiment(method: method + last))).isEmpty)
        #expect(
            Texts.mistakes(Texts.compile(Texts.experiment(method: method))).contains {
                $0.contains("E0100")
            })
    }

    @Test func loopsHaveABottom() {
        var loop = "{fault: {crash: {of: index, count: 1}}, for: 1m}"
        for depth in 0..<6 { loop = "{each: {of: v\(depth), in: [1], do: [\(loop)]}}" }
        let mistakes = Texts.mistakes(
            Texts.compile(
                Texts.experiment(method: "  - {at: 5m, fault: {crash: {of: index}}}\n  - \(loop)")))
        #expect(mistakes.contains { $0.contains("loops stand at most 4 deep") })
    }

    @Test func aStepPointsAtItself() throws {
        let method = """
              - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}
              - {after: 1m, load: {of: get, factor: 3x, for: 2m}}
              - {after: 1m, load: {of: get, rate: 1800/s}}
              - {after: 1m, wait-until: {alarm: gets-failing, at-most: 5m}}
            """
        let plan = try Texts.compile(Texts.experiment(method: method)).get().plan
        #expect(plan.method.map(\.position.line) == [6, 7, 8, 9])
        guard case .load(_, let factor, let lasting) = plan.method[1].action,
            case .load(_, let doubled, nil) = plan.method[2].action,
            case .waitUntil(.alarm(0), let atMost) = plan.method[3].action
        else {
            Issue.record("the steps are not what was written")
            return
        }
        #expect(factor == 3)
        #expect(lasting == .minutes(2))
        #expect(doubled == 2)
        #expect(atMost == .minutes(5))
        #expect(plan.arms == [.guarded])
    }

    @Test func aTypedLineThatIsRefusedIsNoMistake() throws {
        let method = """
              - at: 5m
                operator:
                  meant: ctl remove --subsystem billing --count 1
                  typed: ctl remove --subsystem biling --count 1
            """
        let plan = try Texts.compile(Texts.experiment(method: method)).get().plan
        #expect(plan.arms == [.meant, .guarded, .unguarded])
    }

    @Test func whatIsTypedAsMeantNeedsOneLine() throws {
        let method = """
              - at: 5m
                operator: {from: prod-shell, meant: ctl remove --subsystem billing --count 1}
            """
        let plan = try Texts.compile(Texts.experiment(method: method)).get().plan
        guard case .type(let line) = plan.method[0].action else {
            Issue.record("the step types a line")
            return
        }
        #expect(!line.isMistyped)
        #expect(line.typedWindow == "prod-shell")
    }

    @Test func mistakesOfBothFilesAreToldAtOnce() {
        let fleet = Texts.fleet.replacing("rate: 900/s", with: "rate: 900")
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: indx, count: 1}}, for: 10m}",
            more: "settle: 5")
        #expect(
            Texts.mistakes(Texts.compile(text, fleet: fleet)) == [
                "experiment.yaml:6:34 E0050 there is no subsystem `indx`",
                "experiment.yaml:8:9 E0015 `settle` needs a unit: `5` is only a number",
                "fleet.yaml:11:30 E0015 `rate` needs a unit: `900` is only a number",
            ])
    }

    @Test func realProcessesNeedAnAnswerToWhenToStop() {
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}")
        #expect(
            Texts.mistakes(Texts.compile(text, fleet: Texts.startedFleet, on: .processes)) == [
                "experiment.yaml:2:7 E0095 on real processes an experiment must say when fumble stops it"
            ])
        let stopped = text + "\nstop-when: none"
        #expect(
            Texts.mistakes(Texts.compile(stopped, fleet: Texts.startedFleet, on: .processes)) == [])
    }
}
