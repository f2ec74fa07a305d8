internal import FumbleDocument
internal import FumbleModel

/// What an operator meant, what reached Enter, and what else they did about it.
struct WrittenTyping: Sendable {
    let from: Windows?
    let meant: WrittenLine
    let typed: WrittenLine
    let conduct: Conduct

    struct Windows: Sendable {
        /// nil: not said.
        let meant: Located<String>?
        let typed: Located<String>

        /// Each once.
        var named: [Located<String>] {
            [meant].compactMap(\.self).filter { $0.value != typed.value } + [typed]
        }
    }

    static let record = Record(
        "operator", summary: "An operator types a line of the playbook.",
        Field<Windows?>.optional("from", windows, "the window it is typed in"),
        Field("meant", WrittenLine.shape, "the line as it was meant"),
        Field<WrittenLine?>.optional(
            "typed", WrittenLine.shape, "the line as it reached Enter; as it was meant, if left out"
        ),
        Field<Conduct.Said>.defaulted(
            "confirms", said, to: .meant, written: "meant",
            "what is typed where a guard asks for a name: the name that was `meant` or `typed`, "
                + "`nothing`, or a text"),
        Field<Conduct.DryRun?>.defaulted(
            "dry-run", Shape.orNone(.record(dryRun)), to: Conduct.usual.dryRun,
            written: "{of: meant, before: 1m}", "the dry run that was read before"),
        Field<String?>.optional("ticket", .text, "the change ticket that is quoted"),
        Field<Bool>.defaulted(
            "at-terminal", .bool, to: true, written: "true",
            "whether somebody is there to be asked; a script answers no question"),
        Field<Bool>.defaulted(
            "second-person", .oneOf([("looks", true), ("away", false)]), to: true,
            written: "looks", "whether a second person is there to look at the line"),
        make: { from, meant, typed, confirms, dryRun, ticket, isAtTerminal, hasSecondPerson in
            WrittenTyping(
                from: from, meant: meant, typed: typed ?? meant,
                conduct: Conduct(
                    confirms: confirms, dryRun: dryRun, ticket: ticket, isAtTerminal: isAtTerminal,
                    hasSecondPerson: hasSecondPerson))
        })

    var both: [WrittenLine] { [meant, typed] }

    var line: TypedLine {
        TypedLine(
            meant: meant.text, typed: typed.text, meantWindow: from?.meant?.value,
            typedWindow: from?.typed.value, meantPosition: meant.position,
            typedPosition: typed.position,
            conduct: conduct)
    }

    private static let windows = Shape<Windows>.anyOf([
        Shape<String>.name.located.map { Windows(meant: $0, typed: $0) },
        .record(
            Record(
                "from", summary: "The window a line was meant for, and the one it was typed in.",
                Field<Located<String>?>.optional(
                    "meant", Shape<String>.name.located,
                    "the window it was meant for; none of them, if left out"),
                Field("typed", Shape<String>.name.located, "the window it was typed in"),
                make: { Windows(meant: $0, typed: $1) })),
    ])

    private static let said = Shape<String>.text.map { text -> Conduct.Said in
        switch text {
        case "meant": .meant
        case "typed": .typed
        case "nothing": .nothing
        default: .text(text)
        }
    }

    private static let dryRun = Record(
        "dry-run", summary: "The dry run that an operator read before typing the line.",
        Field<Conduct.Said>.defaulted(
            "of", said, to: .meant, written: "meant",
            "the line that was run dry: as `meant`, as `typed`, or another line"),
        Field<TimeSpan>.defaulted(
            "before", .duration(in: .zero...TimeSpan.days(30)), to: .minutes(1), written: "1m",
            "how long before the line it was made"),
        make: { Conduct.DryRun(of: $0, before: $1) })
}
