import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// Declared inputs, and the values that `--set` gives them.
@Suite struct InputTests {
    private static let inputs = """
        inputs:
          wait: {type: duration, default: 5m, range: [1m, 10m]}
          lost: {type: servers, default: {simulated: 2, processes: 1}}
        """

    private static let method = """
          - at: input.wait
            fault: {crash: {of: billing, count: input.lost}}
            for: 10m
        """

    private func compile(
        _ settings: [InputSetting] = [], on kind: FleetKind = .simulated, more: String = ""
    ) -> Result<CompiledExperiment, FileMistakes> {
        let text = Texts.experiment(method: Self.method, more: more, before: Self.inputs)
        return Texts.compile(text, fleet: Texts.startedFleet, settings: settings, on: kind)
    }

    @Test func defaultsStandWhereNothingIsSet() throws {
        let plan = try compile().get().plan
        #expect(plan.method[0].start == .at(.minutes(5)))
        #expect(
            plan.inputs == [
                Plan.Input(name: "wait", value: "5m"), Plan.Input(name: "lost", value: "2"),
            ])
        #expect(try count(in: plan) == .count(2))
    }

    @Test func theTwoFleetsMayDiffer() throws {
        let plan = try compile(on: .processes, more: "stop-when: none").get().plan
        #expect(try count(in: plan) == .count(1))
    }

    @Test func aSettingTakesThePlaceOfTheDefault() throws {
        let settings = [InputSetting(name: "wait", text: "7m")]
        let plan = try compile(settings).get().plan
        #expect(plan.method[0].start == .at(.minutes(7)))
        #expect(plan.inputs[0].value == "7m")
    }

    @Test(arguments: [
        (
            "wiat", "7m", "--set:1:1 E0058 there is no input `wiat`"
        ),
        ("wait", "7", "--set:1:6 E0015 `wait` needs a unit: `7` is only a number"),
        ("wait", "20m", "--set:1:6 E0018 input `wait` must be from 1m to 10m, not 20m"),
        ("wait", "", "--set:1:6 E0014 `wait` is blank"),
    ])
    func aSettingIsCheckedWhereItIsGiven(name: String, text: String, expected: String) {
        let result = compile([InputSetting(name: name, text: text)])
        #expect(Texts.mistakes(result) == [expected])
    }

    @Test func anInputIsSetOnce() {
        let settings = ["7m", "8m"].map { InputSetting(name: "wait", text: $0) }
        #expect(
            Texts.mistakes(compile(settings)) == [
                "--set:2:1 E0064 input `wait` is set twice"
            ])
    }

    @Test func aSettingIsQuoted() {
        guard case .failure(let mistakes) = compile([InputSetting(name: "wait", text: "7")]) else {
            Issue.record("a bare number is no duration")
            return
        }
        let text = DiagnosticsFormat.text.render(mistakes.diagnostics, sources: mistakes.sources)
        #expect(text.contains("1 | wait=7\n"))
    }

    @Test func inputsOfTheFleetAreReached() throws {
        let fleet = Texts.fleet.replacing(
            "subsystems:\n",
            with: """
                inputs:
                  kept: {type: amount, default: 70%}
                subsystems:

                """, maxReplacements: 1
        ).replacing("{minimum: 70%}", with: "{minimum: input.kept}")
        let result = Texts.compile(
            Texts.experiment(
                method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}"),
            fleet: fleet, settings: [InputSetting(name: "kept", text: "9 servers")])
        #expect(try result.get().plan.fleet.subsystems[0].minimum == .count(9))
    }

    @Test func aFleetInTheExperimentSharesItsInputs() throws {
        let indented = Texts.fleet.split(separator: "\n").dropFirst().map { "  \($0)" }
            .joined(separator: "\n").replacing("{minimum: 70%}", with: "{minimum: input.kept}")
        let text = """
            fumble: experiment/v1
            name: whole
            inputs: {kept: {type: share, default: 60%}}
            fleet:
            \(indented)
            method: [{at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}]
            horizon: 1h
            """
        let compiled = try Texts.compile(text).get()
        #expect(compiled.plan.fleet.subsystems[0].minimum == .share(.percent(60)))
        #expect(compiled.fleet == nil)
    }

    private static let typing = """
          - at: 5m
            operator:
              meant: ctl remove --subsystem billing --count input.meant
              typed: ctl remove --subsystem billing --count input.typed
        """

    private static let counts = """
        inputs:
          meant: {type: servers, default: {simulated: 2, processes: 1}}
          typed: {type: servers, default: 3}
        """

    private func lines(
        _ inputs: String = counts, _ settings: [InputSetting] = [], on kind: FleetKind
    ) -> Result<CompiledExperiment, FileMistakes> {
        let text = Texts.experiment(
            method: Self.typing, more: "stop-when: none", before: inputs)
        return Texts.compile(text, fleet: Texts.startedFleet, settings: settings, on: kind)
    }

    @Test func aWordOfALineMayBeAnInput() throws {
        let settings = [InputSetting(name: "typed", text: "5")]
        let plan = try lines(Self.counts, settings, on: .processes).get().plan
        guard case .type(let line) = plan.method[0].action else {
            Issue.record("no line is typed")
            return
        }
        #expect(line.meant == "ctl remove --subsystem billing --count 1")
        #expect(line.typed == "ctl remove --subsystem billing --count 5")
        #expect(try lines(on: .simulated).get().plan.inputs.map(\.value) == ["2", "3"])
    }

    @Test func aWordThatNamesNoInputIsAMistakeAtItsPlace() {
        let mistakes = Texts.mistakes(
            lines("inputs: {meant: {type: servers, default: 1}}", on: .simulated))
        #expect(
            mistakes == ["experiment.yaml:9:53 E0058 there is no input `typed`"], "\(mistakes)")
    }

    @Test func aPaceMayBeAnInput() throws {
        let fleet = Texts.fleet.replacing(
            "promises:\n",
            with: """
                inputs:
                  pace: {type: pace, default: {simulated: 2 per 5m, processes: 1 per 15s}, range: [1 per 1h, 1 per 1s]}
                promises:
                  pace: {removed: input.pace}

                """
        ).replacing("asks: [floor]", with: "asks: [floor, rate]").replacing(
            "guards:\n",
            with: "guards:\n  rate: {keeps: pace, removal-rate: {at-most: input.pace}}\n")
        let experiment = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}")
        #expect(Texts.mistakes(Texts.compile(experiment, fleet: fleet)) == [])
        let wrong = Texts.compile(
            experiment, fleet: fleet, settings: [InputSetting(name: "pace", text: "9 per 1s")])
        #expect(Texts.mistakes(wrong).count == 1)
        #expect(Texts.mistakes(wrong).allSatisfy { $0.hasPrefix("--set:1:6 E0018") })
    }

    private func count(in plan: Plan) throws -> ServerAmount? {
        guard case .inject(let planned, _) = plan.method[0].action else { return nil }
        return planned.fault.demand?.count
    }
}
