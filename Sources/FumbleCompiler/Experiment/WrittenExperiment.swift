internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSchedule

/// An experiment file as it is written: every value read, no name looked up.
///
/// What could not be read is left out, and was reported.
struct WrittenExperiment: Sendable {
    let name: Located<String>
    let claim: String?
    let arms: Located<[Located<Arm>]>?
    let steadyState: [MapEntry<WrittenSteadyState>]
    /// nil: it cannot be read.
    let steps: Located<[WrittenStep]>?
    let response: [WrittenResponse?]
    let mayTouch: WrittenMayTouch?
    /// Named stop conditions, which the simulator only notes; empty: `none`.
    let stopWhen: Located<[MapEntry<WrittenSteadyState>]>?
    let settle: Located<TimeSpan>?
    /// nil: it cannot be read.
    let horizon: Located<TimeSpan>?
    let expect: [MapEntry<WrittenExpectation>]
    let traffic: TrafficGrain?
    let measures: [MapEntry<WrittenMeasure>]
    /// How long from now the run takes place; nil: now.
    let asOf: Located<TimeSpan>?
    let explore: Located<WrittenExplore>?
    /// The outage that it tells again.
    let incident: WrittenIncident?
    /// When a scheduler is to run it.
    let when: WrittenWhen?

    var method: [WrittenStep] { steps?.value ?? [] }

    static let usualSettle = TimeSpan.minutes(5)
    private static let shortestHorizon = TimeSpan.seconds(1)
    static let longestHorizon = TimeSpan.years(1_000)

    static func record(_ catalog: Catalog) -> Record<WrittenExperiment> {
        let probes = Shape.readable(mapOf: .record(WrittenSteadyState.record(catalog)))
        return Record(
            "experiment",
            summary: "A claim, a fleet, a method, what is expected, and the limits.",
            FileHeader.experiment.field(),
            Field<Located<String>?>.needed("name", Shape<String>.name.located, "its name"),
            Field<String?>.salvaged(
                "claim", Shape<String>.text, written: "none", "the hypothesis, in a sentence"),
            Field<Node?>.needed(
                "fleet", fleet(catalog), "the fleet's file, from here, or the fleet itself"),
            Field<InputsRead>.defaulted(
                "inputs", InputDeclaration.field, to: InputsRead(), written: "{}",
                "values that `--set` and sweeps can change"),
            Field<Located<[Located<Arm>]>?>.salvaged(
                "arms", Shape.list(of: Shape<Arm>.word.located, atLeast: 1).located,
                written: "[meant, guarded, unguarded]",
                "the runs on one seed; only `guarded` where no line is typed"),
            Field<[MapEntry<WrittenSteadyState>]>.defaulted(
                "steady-state", probes.orElse([]), to: [], written: "{}",
                "the measurable normal: probes with tolerances"),
            Field<Located<[WrittenStep]>?>.salvaged(
                "method", WrittenMethod(catalog: catalog).shape.located, written: "[]",
                "the steps, in the order of their times; none where there is only `measure`"),
            Field<[WrittenResponse?]>.defaulted(
                "response",
                Shape<[WrittenResponse?]>.readable(listOf: .record(WrittenResponse.record))
                    .orElse([]),
                to: [], written: "[]", "what people and automation do about alarms"),
            mayTouch,
            Field<Located<[MapEntry<WrittenSteadyState>]>?>.salvaged(
                "stop-when",
                Shape<[MapEntry<WrittenSteadyState>]?>.orNone(probes).map { $0 ?? [] }.located,
                written: "none",
                "fumble's own brake on real processes; the simulator notes it"),
            Field<Located<TimeSpan>?>.salvaged(
                "settle", Shape<TimeSpan>.runLength.located, written: "\(usualSettle)",
                "how long all must stay in tolerance to count as recovered"),
            Field<Located<TimeSpan>?>.needed(
                "horizon", Shape<TimeSpan>.duration(in: shortestHorizon...longestHorizon).located,
                "when the run ends"),
            Field<[MapEntry<WrittenExpectation>]>.defaulted(
                "expect", WrittenExpectation.shape.orElse([]), to: [], written: "{}",
                "what should come out; operations go by their names"),
            Field<TrafficGrain?>.salvaged(
                "traffic", .word, written: "requests up to a million intents, else flow",
                "clients as rates (flow), or each request an event (requests)"),
            Field<[MapEntry<WrittenMeasure>]>.defaulted(
                "measure", Shape.readable(mapOf: .record(WrittenMeasure.record)).orElse([]),
                to: [], written: "{}", "what is measured beside, each under a name"),
            Field<Located<TimeSpan>?>.salvaged(
                "as-of", Shape<TimeSpan>.later.located, written: "now",
                "when it takes place: by then states have grown, and nothing was restarted"),
            explore,
            incident,
            when,
            makeAt: {
                span, _, name, claim, _, _, arms, steadyState, steps, response, mayTouch,
                stopWhen, settle, horizon, expect, traffic, measures, asOf, explore,
                incident, when in
                WrittenExperiment(
                    name: name ?? Located(value: "", span: span), claim: claim, arms: arms,
                    steadyState: steadyState, steps: steps, response: response, mayTouch: mayTouch,
                    stopWhen: stopWhen,
                    settle: settle, horizon: horizon, expect: expect,
                    traffic: traffic, measures: measures, asOf: asOf, explore: explore,
                    incident: incident, when: when)
            })
    }

    private static let mayTouch = Field<WrittenMayTouch?>.defaulted(
        "may-touch",
        Shape<WrittenMayTouch?>.orNone(.record(WrittenMayTouch.record)).orElse(nil),
        to: nil, written: "none",
        "fumble's own limit on what the method resolves to")

    private static let explore = Field<Located<WrittenExplore>?>.salvaged(
        "explore", Shape<WrittenExplore>.record(WrittenExplore.record).located,
        written: "{}", "how `fumble explore` looks at the lines one slip away")

    private static let incident = Field<WrittenIncident?>.defaulted(
        "incident",
        Shape<WrittenIncident?>.orNone(.record(WrittenIncident.record)).orElse(nil),
        to: nil, written: "none", "the outage that it tells again")

    private static let when = Field<WrittenWhen?>.salvaged(
        "when", WrittenWhen.shape, written: "whenever somebody runs it",
        "when it is run; `fumble schedule` writes it for the scheduler of your choice")

    /// The fleet is read on its own, with its own inputs; here only its place is described.
    private static func fleet(_ catalog: Catalog) -> Shape<Node> {
        .node(
            .anyOf([
                Shape<String>.text.description,
                .record(WrittenFleet.record(catalog, isInline: true).description),
            ]))
    }
}

/// A probe with its tolerance.
struct WrittenSteadyState: Sendable {
    let probe: Chosen<any Probe>
    let tolerance: Chosen<any Tolerance>

    static func record(_ catalog: Catalog) -> Record<WrittenSteadyState> {
        Record(
            "steady state", summary: "A question with a measured answer, and the answers accepted.",
            Field("probe", Shape<Chosen<any Probe>>.kind(catalog.probes), "the question"),
            Field(
                "tolerance", Shape<Chosen<any Tolerance>>.kind(catalog.tolerances),
                "the answers accepted"),
            makeChecked: {
                (
                    _: SourceSpan, reading: inout Reading, probe: Chosen<any Probe>,
                    tolerance: Chosen<any Tolerance>
                ) -> WrittenSteadyState? in
                ShareBounds.check(probe, tolerance, &reading)
                return WrittenSteadyState(probe: probe, tolerance: tolerance)
            })
    }
}

/// What is done about an alarm.
struct WrittenResponse: Sendable {
    let when: Located<String>
    let after: TimeSpan
    let does: Chosen<WrittenVerb>
    let span: SourceSpan

    static let record = Record(
        "response", summary: "What people or automation of the fleet do when an alarm is raised.",
        Field("when", Shape<String>.name.located, "the alarm"),
        Field<TimeSpan>.defaulted(
            "after", .runLength, to: .zero, written: "0s", "from its being seen to the deed"),
        Field("does", Shape<Chosen<WrittenVerb>>.kind(WrittenVerb.kinds), "the deed"),
        makeAt: { span, when, after, does in
            WrittenResponse(when: when, after: after, does: does, span: span)
        })
}

/// fumble's own limit.
struct WrittenMayTouch: Sendable {
    let servers: Located<Int>
    let subsystems: [Located<String>]?
    let span: SourceSpan

    static let record = Record(
        "may-touch", summary: "fumble's own limit on the servers that the method resolves to.",
        Field(
            "servers", Shape<Int>.servers.located,
            "the most servers that the method may act on, all steps together"),
        Field<[Located<String>]?>.optional(
            "subsystems", .listOrOne(of: Shape<String>.name.located),
            "the subsystems whose servers it may act on; any if left out"),
        makeAt: { span, servers, subsystems in
            WrittenMayTouch(servers: servers, subsystems: subsystems, span: span)
        })
}
