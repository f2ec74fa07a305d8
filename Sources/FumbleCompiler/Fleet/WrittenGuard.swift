internal import FumbleDocument
internal import FumbleModel

/// A guard as a fleet file writes it.
struct WrittenGuard: Sendable {
    let keeps: Located<String>
    let mechanism: Chosen<any Guard>
    let onBreach: OnBreach
    let decidesIn: TimeSpan
    let timeout: TimeSpan
    let onFailure: OnFailure
    let handed: GuardSpec.Handed

    /// The longest that an answer may be waited for.
    private static let longestTimeout = TimeSpan.minutes(10)

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
                "decides-in", Shape<TimeSpan>.runLength.orElse(assumedDecision),
                to: assumedDecision, written: "\(assumedDecision)",
                "how long it takes to look and answer; assumed where left out"),
            Field<TimeSpan>.defaulted(
                "timeout",
                Shape<TimeSpan>.duration(in: .milliseconds(1)...longestTimeout)
                    .orElse(GuardSpec.usualTimeout),
                to: GuardSpec.usualTimeout, written: "\(GuardSpec.usualTimeout)",
                "how long its answer is waited for"),
            Field<OnFailure?>.optional(
                "on-failure", .word,
                "what becomes of a command that it does not answer about: refuse, or allow; must be "
                    + "said of a program, else refuse"),
            Field<[ProgramSpec.Variable]>.defaulted(
                "environment", Shape.list(of: WrittenProgram.variable).orElse([]), to: [],
                written: "[]",
                "variables of a program, such as `TOKEN=secret.NAME`, beside those of fumble's own "
                    + "environment"),
            Field<SecretName?>.optional(
                "authorization", secret,
                "a secret that a service is sent as `Authorization`: `secret.NAME`"),
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading, keeps: Located<String>,
                    mechanism: Chosen<any Guard>, onBreach: OnBreach?, decidesIn: TimeSpan,
                    timeout: TimeSpan, onFailure: OnFailure?,
                    environment: [ProgramSpec.Variable], authorization: SecretName?
                ) -> WrittenGuard? in
                let handed = GuardSpec.Handed(
                    environment: environment, authorization: authorization)
                guard takes(handed, mechanism, &reading) else { return nil }
                if mechanism.value.program != nil, onFailure == nil {
                    reading.report(
                        .missingField, at: mechanism.kindSpan,
                        "nothing says what becomes of a command when `\(mechanism.kind)` does not "
                            + "answer",
                        help: "write `on-failure: refuse` or `on-failure: allow` beside it")
                    return nil
                }
                return WrittenGuard(
                    keeps: keeps, mechanism: mechanism,
                    onBreach: onBreach ?? mechanism.value.usualOnBreach, decidesIn: decidesIn,
                    timeout: timeout, onFailure: onFailure ?? .refuse, handed: handed)
            })
    }

    private static let secret = Shape<String>.text.refined { text, node, reading in
        if let name = SecretName(reference: text) { return name }
        reading.report(
            .wrongType, at: node.span, "`\(text)` is no secret",
            help: "write `secret.NAME`; the value is given when it is run")
        return SecretName?.none
    }

    /// Whether what is handed to a guard is what its sort can take.
    private static func takes(
        _ handed: GuardSpec.Handed, _ mechanism: Chosen<any Guard>, _ reading: inout Reading
    ) -> Bool {
        var (isProgram, isService) = (false, false)
        switch mechanism.value.program {
        case .exec?: isProgram = true
        case .http?: isService = true
        case nil: break
        }
        var wrong: (String, String)?
        if !handed.environment.isEmpty, !isProgram { wrong = ("environment", "exec") }
        if handed.authorization != nil, !isService { wrong = ("authorization", "http") }
        if let (field, kind) = wrong {
            reading.report(
                .conflictingFields, at: mechanism.kindSpan,
                "`\(mechanism.kind)` takes no `\(field)`",
                help: "only `\(kind)` does: leave it out")
            return false
        }
        let places = handed.environment.flatMap(\.value.places)
        let isSecret = places.allSatisfy { if case .secret = $0 { true } else { false } }
        if !isSecret {
            reading.report(
                .unknownPlaceholder, at: mechanism.kindSpan,
                "a variable of a guard has a place that only servers have",
                help: "the only place there is `{secret.NAME}`")
        }
        return isSecret
    }
}

/// One known-good command, as a fleet file writes it.
struct WrittenEntry: Sendable {
    let usage: WrittenLine
    let parsing: PlaybookEntry.Parsing
    let does: Chosen<WrittenVerb>
    let asks: [Located<String>]
    let skips: [MapEntry<[Located<String>]>]
    /// Arguments that the fleet does not feel.
    let ignores: [Located<String>]
    let usualEnvironment: Located<String>?
    let tool: ToolSpec?

    private static let usualWait = TimeSpan.seconds(30)

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
        Field<[Located<String>]>.defaulted(
            "ignores", .listOrOne(of: Shape<String>.text.located), to: [], written: "[]",
            "arguments of the line that change nothing about the fleet, such as a reason"),
        Field<Located<String>?>.optional(
            "usual-env", Shape<String>.name.located,
            "the environment of a lenient line that names none; the fleet's own if left out"),
        Field<ToolSpec?>.optional(
            "command", .record(tool),
            "the team's own tool, a black box, that is run in its place on real processes, and by "
                + "`fumble explore` against stand-ins for them; what `does` says is done where "
                + "there is none"),
        make: WrittenEntry.init)

    private static let tool = Record(
        "command", summary: "A tool of the team's own, which does what it does to the servers.",
        Field(
            "exec", Shape<[String]>.list(of: .text, atLeast: 1),
            "the tool and its first arguments; the words that were typed come after them"),
        Field<TimeSpan>.defaulted(
            "within", .duration(in: TimeSpan.seconds(1)...TimeSpan.minutes(10)), to: usualWait,
            written: "30s",
            "after how long it is killed"),
        make: { ToolSpec(words: $0, within: $1) })

    private static let names = Shape<[Located<String>]>.listOrOne(of: Shape<String>.name.located)
}
