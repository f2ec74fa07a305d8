internal import FumbleDocument
internal import FumbleModel

/// What a fleet does by itself, as its file writes it.
struct WrittenAutomation: Sendable {
    let trigger: Trigger
    let does: Chosen<WrittenVerb>

    enum Trigger: Sendable {
        case clock(every: Located<TimeSpan>, from: TimeSpan?, until: Located<TimeSpan>?)
        case alarm(Located<String>, after: TimeSpan)
    }

    /// The shortest time between two turns: what acts more often is a flow, not an automation.
    private static let shortestPause = TimeSpan.seconds(1)

    static let record = Record<WrittenAutomation>(
        "automation",
        summary: "What the fleet does by itself, on a clock or as soon as an alarm is raised.",
        Field<Located<TimeSpan>?>.optional(
            "every",
            Shape<TimeSpan>.duration(in: shortestPause...Shape<TimeSpan>.longestRun).located,
            "how long after one turn the next comes"),
        Field<Located<TimeSpan>?>.optional(
            "from", Shape<TimeSpan>.runLength.located,
            "when the first turn is, since the start of the run; after one pause if left out"),
        Field<Located<TimeSpan>?>.optional(
            "until", Shape<TimeSpan>.runLength.located,
            "from when on there are no more turns; to the end if left out"),
        Field<Located<String>?>.optional(
            "when", Shape<String>.name.located, "or the alarm that it acts on, whoever sees it"),
        Field<Located<TimeSpan>?>.optional(
            "after", Shape<TimeSpan>.runLength.located,
            "from the alarm being raised to the deed; at once if left out"),
        Field("does", Shape<Chosen<WrittenVerb>>.kind(WrittenVerb.kinds), "the deed"),
        makeChecked: {
            (
                span: SourceSpan, reading: inout Reading, every: Located<TimeSpan>?,
                from: Located<TimeSpan>?, until: Located<TimeSpan>?, when: Located<String>?,
                after: Located<TimeSpan>?, does: Chosen<WrittenVerb>
            ) -> WrittenAutomation? in
            let place = reading.currentOwner ?? span
            switch (every, when) {
            case (let every?, nil):
                if let after {
                    reading.report(
                        .conflictingFields, at: after.span, "`after` counts from an alarm",
                        help: "write `from:` for the time of the first turn")
                    return nil
                }
                return WrittenAutomation(
                    trigger: .clock(every: every, from: from?.value, until: until), does: does)
            case (nil, let when?):
                if let clock = from ?? until {
                    reading.report(
                        .conflictingFields, at: clock.span,
                        "`from` and `until` bound turns on a clock, and there is none",
                        help: "write `every:`, or leave them out")
                    return nil
                }
                return WrittenAutomation(
                    trigger: .alarm(when, after: after?.value ?? .zero), does: does)
            case (nil, nil):
                reading.report(
                    .missingField, at: place, "nothing says when the automation acts",
                    help: "write `every: 10m`, or `when: ALARM`")
            case (_, let when?):
                reading.report(
                    .conflictingFields, at: when.span, "`every` and `when` cannot both stand here",
                    help: "make two automations of it")
            }
            return nil
        })
}
