internal import FumbleDocument
internal import FumbleModel

/// What an experiment says about the exploration of one of its typed lines.
struct WrittenExplore: Sendable {
    let line: Located<Int>?
    let profile: TypingProfile
    let stress: ExploreSpec.Stress
    let pairs: Int
    let earlier: [WrittenLine]
    let windows: [Located<String>]
    let environments: [String]
    let keyboard: String?
    let accepted: [WrittenAcceptance]

    private static let mostPairs = 100_000
    private static let mostLines = 10_000

    static let record = Record(
        "explore", summary: "How the lines one slip from a typed one are explored.",
        Field<Located<Int>?>.optional(
            "line", Shape<Int>.integer(in: 1...mostLines).located,
            "which typed line of the method, counted from 1; the first if left out"),
        Field<TypingProfile>.defaulted(
            "profile", .word, to: .usual, written: "usual",
            "whose typing errors they rank by: `usual` is the mean of the three measured ones"),
        Field<ExploreSpec.Stress>.defaulted(
            "stress", stress, to: .none, written: "none",
            "what makes people err more often when it is typed"),
        Field<Int>.defaulted(
            "two-slips", .integer(in: 0...mostPairs), to: ExploreSpec.usualPairs,
            written: "\(ExploreSpec.usualPairs)",
            "how many lines with two slips are drawn, each as often as it is likely"),
        Field<[WrittenLine]>.defaulted(
            "earlier", .list(of: WrittenLine.shape), to: [], written: "[]",
            "lines typed earlier in that window, the last first: they come back by accident"),
        Field<[Located<String>]>.defaulted(
            "windows", .list(of: Shape<String>.name.located), to: [], written: "[]",
            "other windows that are open, beside those that the fleet declares"),
        Field<[String]>.defaulted(
            "environments", .list(of: Shape<String>.name), to: [], written: "[]",
            "other environments that could be named"),
        Field<String?>.optional(
            "keyboard", .text, "the file of another keyboard than US QWERTY, from here"),
        Field<[WrittenAcceptance]>.defaulted(
            "accepted", .list(of: .record(WrittenAcceptance.record)), to: [], written: "[]",
            "escapes that somebody answers for until a day"),
        make: { line, profile, stress, pairs, earlier, windows, environments, keyboard, accepted in
            WrittenExplore(
                line: line, profile: profile, stress: stress, pairs: pairs, earlier: earlier,
                windows: windows, environments: environments, keyboard: keyboard,
                accepted: accepted)
        })

    private static let stress = Shape<ExploreSpec.Stress>.anyOf([
        .oneOf(
            [("none", ExploreSpec.Stress.none)]
                + StressName.allCases.map { ($0.rawValue, .named($0)) }),
        conditions.map { .conditions($0) },
    ])

    /// Each condition, and the proportion of its full effect.
    private static let conditions = Shape<[MapEntry<Share>]>.map(of: .share).refined {
        entries, _, reading -> [ExploreSpec.Condition]? in
        var conditions: [ExploreSpec.Condition] = []
        for entry in entries {
            guard let name = ErrorCondition(rawValue: entry.name) else {
                let known = ErrorCondition.allCases.map(\.rawValue)
                reading.report(
                    .notOneOf, at: entry.nameSpan,
                    "`\(entry.name)` is no condition that makes people err",
                    help: NearestWord.hint(for: entry.name, among: known, noun: "condition"))
                return nil
            }
            conditions.append(ExploreSpec.Condition(name: name, share: entry.value))
        }
        return conditions
    }
}

/// An escape that is accepted for now.
struct WrittenAcceptance: Sendable {
    let escape: String
    let owner: String
    let until: CalendarDay
    let because: String
    let span: SourceSpan

    static let record = Record(
        "accepted escape", summary: "An escape that a team lives with until a day.",
        Field("escape", id, "its id, as `explore` prints it"),
        Field("owner", Shape<String>.text, "who answers for it"),
        Field("until", Shape<CalendarDay>.day, "the last day, such as 2027-01-31"),
        Field("because", Shape<String>.text, "why it is accepted for now"),
        makeAt: { span, escape, owner, until, because in
            WrittenAcceptance(
                escape: escape, owner: owner, until: until, because: because, span: span)
        })

    /// What can be the id of an escape.
    private static let id = Shape<String>.text.checked { text in
        let isOne =
            text.utf8.count == ExploredRequest.idLength
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        return isOne
            ? nil
            : ScalarMistake(
                .invalidName,
                "must be the id of an escape, of \(ExploredRequest.idLength) hexadecimal digits, "
                    + "and `\(text)` can be none",
                help: "take it from what `fumble explore` prints, such as `9b658955`")
    }

    var acceptance: ExploreSpec.Acceptance {
        ExploreSpec.Acceptance(
            escape: escape, owner: owner, until: until, because: because, position: span.start)
    }
}
