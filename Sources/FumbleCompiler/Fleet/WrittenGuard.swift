internal import FumbleDocument
internal import FumbleModel

/// A guard as a fleet file writes it.
struct WrittenGuard: Sendable {
    let keeps: Located<String>
    let mechanism: Chosen<any Guard>
    let onBreach: OnBreach
    let decidesIn: TimeSpan

    /// What a guard takes to look and answer where nobody measured it.
    static let assumedDecision = TimeSpan.milliseconds(40)

    static func record(_ kinds: KindList<any Guard>) -> Record<WrittenGuard> {
        Record(
            "guard", summary: "A mechanism that keeps a promise: one kind, and what it keeps.",
            Field("keeps", Shape<String>.name.located, "the promise that it keeps"),
            Field<Chosen<any Guard>>.kind(kinds),
            Field<OnBreach?>.optional(
                "on-breach", .word,
                "what it does about a request that goes too far; refuse, unless its kind says else"),
            Field<TimeSpan>.defaulted(
                "decides-in", Shape<TimeSpan>.duration.orElse(assumedDecision),
                to: assumedDecision, written: "\(assumedDecision)",
                "how long it takes to look and answer; assumed where left out"),
            make: { keeps, mechanism, onBreach, decidesIn in
                WrittenGuard(
                    keeps: keeps, mechanism: mechanism,
                    onBreach: onBreach ?? mechanism.value.usualOnBreach, decidesIn: decidesIn)
            })
    }
}

/// One known-good command, as a fleet file writes it.
struct WrittenEntry: Sendable {
    let usage: WrittenLine
    let parsing: PlaybookEntry.Parsing
    let does: Chosen<WrittenVerb>
    let asks: [Located<String>]
    let skips: [MapEntry<[Located<String>]>]

    static let record = Record(
        "playbook entry",
        summary: "One known-good command: its grammar, what it does, whom it asks.",
        Field(
            "usage", WrittenLine.shape,
            "the line as it is typed: words, ARGUMENTS in capitals, `[--optional]` parts"),
        Field<PlaybookEntry.Parsing>.defaulted(
            "parsing", .word, to: .strict, written: "strict",
            "strict, or lenient: blanks mean all, patterns match, the environment has a default"),
        Field("does", Shape<Chosen<WrittenVerb>>.kind(WrittenVerb.kinds), "what it does"),
        Field<[Located<String>]>.defaulted(
            "asks", Shape<[Located<String>]?>.orNone(names).map { $0 ?? [] }, to: [],
            written: "none", "the guards that are asked, in order"),
        Field<[MapEntry<[Located<String>]>]>.defaulted(
            "skips", .map(of: names), to: [], written: "{}",
            "flags of the line, and the guards that each of them leaves out"),
        make: WrittenEntry.init)

    private static let names = Shape<[Located<String>]>.listOrOne(of: Shape<String>.name.located)
}
