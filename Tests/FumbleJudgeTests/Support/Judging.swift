import FumbleJudge
import FumbleModel

/// A plan and a verdict in one line each.
enum Judging {
    static func plan(
        expect: [Expectation.What] = [], probes: [SteadyStateProbe] = [],
        fleet: FleetSpec = SmallFleet.spec, settle: TimeSpan = .minutes(5),
        typedAsMeant: Bool = false
    ) -> Plan {
        let line = TypedLine(
            meant: "remove --count 4",
            typed: typedAsMeant ? "remove --count 4" : "remove --count 44",
            meantWindow: nil, typedWindow: nil, meantPosition: SmallFleet.position(40),
            typedPosition: SmallFleet.position(41))
        return Plan(
            experiment: "small", claim: nil, position: SmallFleet.position(1), fleet: fleet,
            arms: [.guarded], steadyState: probes,
            method: [
                PlannedStep(
                    path: "method[0]", position: SmallFleet.position(39),
                    start: .at(.minutes(5)), actor: nil, action: .type(line))
            ],
            responses: [], settle: settle, horizon: .minutes(60), window: ArmBuilder.window,
            mayTouch: nil,
            expectations: expect.enumerated().map { place, what in
                Expectation(
                    path: "expect[\(place)]", position: SmallFleet.position(50 + place), what: what)
            }, inputs: [])
    }

    static func verdict(
        _ arms: [ArmBuilder], of plan: Plan = plan(), status: RunStatus = .completed,
        twin: String? = nil
    ) -> Verdict {
        let header = RunHeader(
            id: "1", experiment: "small", experimentHash: "", fleetKind: "simulated", seed: 1,
            build: "0", inputs: [])
        return Judge().judge(
            Run(header: header, status: status, arms: arms.map(\.run)), of: plan, twin: twin)
    }

    /// The recovery of `get` in one arm.
    static func recovery(_ arm: ArmBuilder, of plan: Plan = plan()) -> Recovery {
        verdict([arm], of: plan).main.byOperation[0].recovery
    }
}

/// The Model's words, where Swift Testing has an `Expectation` of its own.
typealias Expected = Expectation.What
typealias Measure = Expectation.Measure
