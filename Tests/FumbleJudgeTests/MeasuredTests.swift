import FumbleJudge
import FumbleModel
import Testing

/// Experiments that do nothing and only measure.
@Suite struct MeasuredTests {
    private static let plan = Plan(
        experiment: "small", claim: nil, position: SmallFleet.position(1), fleet: SmallFleet.spec,
        arms: [.guarded], steadyState: [], method: [], responses: [], settle: .zero,
        horizon: .minutes(60), window: ArmBuilder.window, mayTouch: nil, expectations: [],
        inputs: [], traffic: .requests,
        measures: [
            MeasureSpec(
                name: "wait", position: SmallFleet.position(7), quantity: .wait(SmallFleet.get),
                warmUp: .zero, at: nil, quantiles: [], probability: nil)
        ])

    /// - Parameter underWay: of each operation, in the end.
    private static func verdict(
        weight: Double, status: RunStatus = .completed, underWay: Double? = nil
    ) -> Verdict {
        let arm = ArmBuilder(.guarded).run
        let last = arm.windows.last.map { window in
            WindowSample(
                start: window.start, length: window.length,
                operations: window.operations.map {
                    OperationSample(
                        offered: $0.offered, answered: $0.answered, attempts: $0.attempts,
                        underWay: underWay)
                }, subsystems: window.subsystems, queued: window.queued)
        }
        let reading = MeasureReading(
            name: "wait", weight: weight, mean: weight > 0 ? 2 : nil, standardDeviation: nil,
            quantiles: [], probability: nil)
        let header = RunHeader(
            id: "1", experiment: "small", experimentHash: "", fleetKind: "simulated", seed: 1,
            build: "0", inputs: [])
        let measured = ArmRun(
            arm: arm.arm, events: arm.events,
            windows: arm.windows.dropLast() + (last.map { [$0] } ?? []), end: arm.end,
            counted: arm.counted, readings: [reading])
        return Judge().judge(Run(header: header, status: status, arms: [measured]), of: plan)
    }

    @Test func theyAreConfirmedWithWhatTheyMeasured() {
        let verdict = Self.verdict(weight: 10)
        #expect(verdict.outcome == .confirmed)
        #expect(verdict.headline == "Measured: 1 quantity.")
        #expect(verdict.main.measures.map(\.mean) == [2])
        #expect(verdict.traffic == .requests)
        #expect(verdict.findings.map(\.path) == ["measure.wait"])
        #expect(verdict.findings.map(\.position.line) == [7])
        #expect(verdict.findings.map(\.evidence) == ["measured"])
    }

    /// A method with nothing to judge: what was measured is what there is to say.
    @Test func aMethodWithoutExpectationsIsMeasuredToo() {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 1), at: 300)
        let fleet = SmallFleet.spec
        let bare = FleetSpec(
            name: fleet.name, environment: fleet.environment, zones: [],
            subsystems: fleet.subsystems, groups: fleet.groups, operations: [], dependents: [],
            alarms: [], promises: [], playbook: [], guards: [], noticesAfter: .zero)
        let judged = Judging.plan(fleet: bare)
        let plan = Plan(
            experiment: "small", claim: nil, position: judged.position, fleet: bare,
            arms: [.guarded], steadyState: [], method: judged.method, responses: [],
            settle: .zero, horizon: .minutes(60), window: ArmBuilder.window, mayTouch: nil,
            expectations: [], inputs: [], measures: Self.plan.measures)
        let verdict = Judging.verdict([arm], of: plan)
        #expect(verdict.findings.map(\.evidence) == ["nothing of it happened"])
        #expect(verdict.outcome == .inconclusive)
    }

    @Test func whatNeverHappenedIsSaid() {
        let verdict = Self.verdict(weight: 0)
        #expect(verdict.findings.map(\.evidence) == ["nothing of it happened"])
        #expect(verdict.outcome == .inconclusive)
    }

    /// Means over those who are done say nothing of those who still wait: 36,000 were decided.
    @Test func muchThatIsUndecidedMakesItInconclusive() {
        #expect(Self.verdict(weight: 10, underWay: 360).outcome == .confirmed)
        let verdict = Self.verdict(weight: 10, underWay: 400)
        #expect(verdict.outcome == .inconclusive)
        #expect(
            verdict.findings.first { $0.path == "operations.get" }?.evidence
                == "400 of 36400 requests of get were neither answered nor given up in the end: "
                + "what was measured is of the others")
    }

    @Test func aRunCutShortMeasuredNothingForCertain() {
        let verdict = Self.verdict(weight: 10, status: .interrupted(signal: "SIGINT"))
        #expect(verdict.outcome == .inconclusive)
    }
}
