internal import FumbleDocument
internal import FumbleModel

/// An operator means one line and types another: it goes through the playbook and its guards.
///
/// What an operator typed is not reverted: the fleet, its people, or nobody puts it right.
struct MistypedRemoval: Fault, NamesThings {
    let meant: Located<String>
    let typed: Located<String>
    let windows: Windows?

    struct Windows: Sendable {
        let meant: Located<String>?
        let typed: Located<String>
    }

    var names: [NamedThing] {
        [windows?.meant, windows?.typed].compactMap(\.self)
            .map { NamedThing(.window, $0.value, at: $0.span) }
    }

    private static let windowsRecord = Record(
        "from", summary: "The windows in which the line was meant and typed.",
        .optional(
            "meant", Shape.name.located, "the window it was meant for; none of them, if left out"),
        .required("typed", Shape.name.located, "the window it was typed in")
    ) { Windows(meant: $0, typed: $1) }

    static let kind = Kind<any Fault>(
        "mistyped-removal",
        summary: "Types a line of the playbook that is not the one that was meant.",
        example: """
            {mistyped-removal: {meant: ctl remove -n 4, typed: ctl remove -n 44}}
            """,
        .required("meant", Shape.text.located, "the line as it was meant"),
        .required("typed", Shape.text.located, "the line as it reached Enter"),
        .optional("from", .record(windowsRecord), "the windows of the two, where they matter")
    ) { MistypedRemoval(meant: $0, typed: $1, windows: $2) }

    var typedLine: TypedLine? {
        TypedLine(
            meant: meant.value, typed: typed.value, meantWindow: windows?.meant?.value,
            typedWindow: windows?.typed.value, meantPosition: meant.position,
            typedPosition: typed.position)
    }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }
}
