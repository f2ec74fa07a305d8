internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// One step of the method as a file writes it; a loop is written out, one step a turn.
struct WrittenStep: Sendable {
    /// Below the method: `[2]`, or `[2].each[0].do[1]`.
    let path: String
    let span: SourceSpan
    /// nil: right after the step before.
    let start: Start?
    let actor: String?
    let action: Action

    enum Start: Sendable {
        case at(Located<TimeSpan>)
        case after(Located<TimeSpan>)
    }

    enum Action: Sendable {
        case type(WrittenTyping)
        case inject(Chosen<any Fault>, lasting: Located<TimeSpan>?)
        case load(WrittenLoad)
        case waitUntil(WrittenWait)
    }

    func prefixed(_ prefix: String) -> WrittenStep {
        WrittenStep(
            path: prefix + path, span: span, start: start, actor: actor, action: action)
    }

    func starting(_ start: Start?) -> WrittenStep {
        WrittenStep(path: path, span: span, start: start, actor: actor, action: action)
    }
}

/// A change in what clients ask.
struct WrittenLoad: Sendable {
    let of: Located<String>
    let change: Change
    let lasting: Located<TimeSpan>?

    enum Change: Sendable {
        case factor(Double)
        case rate(Located<Frequency>)
    }

    static let record = Record(
        "load", summary: "A change in what clients ask.",
        Field("of", Shape<String>.name.located, "the operation they ask"),
        Field<Located<Frequency>?>.optional(
            "rate", Shape<Frequency>.frequency.located, "how often they ask it from now on"),
        Field<Located<Double>?>.optional(
            "factor", Shape<Double>.factor.within(0...mostFactor).located,
            "or times as often as usual"),
        Field<Located<TimeSpan>?>.optional(
            "for", Shape<TimeSpan>.runLength.located, "for how long; to the end if left out"),
        makeChecked: {
            (
                span: SourceSpan, reading: inout Reading, of: Located<String>,
                rate: Located<Frequency>?, factor: Located<Double>?, lasting: Located<TimeSpan>?
            ) -> WrittenLoad? in
            switch (rate, factor) {
            case (let rate?, nil):
                return WrittenLoad(of: of, change: .rate(rate), lasting: lasting)
            case (nil, let factor?):
                return WrittenLoad(of: of, change: .factor(factor.value), lasting: lasting)
            case (nil, nil):
                reading.report(
                    .missingField, at: reading.currentOwner ?? span, "`load` says no amount",
                    help: "write `factor: 3x` or `rate: 900/s`")
            case (_, let factor?):
                reading.report(
                    .conflictingFields, at: factor.span,
                    "`rate` and `factor` cannot both stand here", help: "leave one out")
            }
            return nil
        })

    static let mostFactor = 1_000_000.0
}

/// A wait for an alarm, or for a reading.
struct WrittenWait: Sendable {
    let condition: Condition
    let atMost: TimeSpan

    enum Condition: Sendable {
        case alarm(Located<String>)
        case reading(Chosen<any Probe>, Chosen<any Tolerance>)
    }

    static func record(_ catalog: Catalog) -> Record<WrittenWait> {
        Record(
            "wait-until",
            summary: "Waits for an alarm or for a reading, and no longer than a bound.",
            Field<Located<String>?>.optional(
                "alarm", Shape<String>.name.located, "the alarm that is to be raised"),
            Field<Chosen<any Probe>?>.optional(
                "probe", .kind(catalog.probes), "or the probe that is to be in tolerance"),
            Field<Chosen<any Tolerance>?>.optional(
                "tolerance", .kind(catalog.tolerances), "the readings that end the wait"),
            Field(
                "at-most", Shape<TimeSpan>.runLength,
                "how long it waits; the run goes on then, come what may"),
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading, alarm: Located<String>?,
                    probe: Chosen<any Probe>?, tolerance: Chosen<any Tolerance>?,
                    atMost: TimeSpan
                ) -> WrittenWait? in
                switch (alarm, probe, tolerance) {
                case (let alarm?, nil, nil):
                    return WrittenWait(condition: .alarm(alarm), atMost: atMost)
                case (nil, let probe?, let tolerance?):
                    ShareBounds.check(probe, tolerance, &reading)
                    return WrittenWait(condition: .reading(probe, tolerance), atMost: atMost)
                default:
                    reading.report(
                        .conflictingFields, at: reading.currentOwner ?? span,
                        "`wait-until` waits for an alarm, or for a probe to be in tolerance",
                        help: "write `alarm: NAME`, or `probe: ...` and `tolerance: ...` together")
                    return nil
                }
            })
    }
}
