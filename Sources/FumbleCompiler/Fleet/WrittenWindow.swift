internal import FumbleDocument

/// A window in which the fleet's people type, as the file says it.
struct WrittenWindow: Sendable {
    let environment: String?
    let supplies: [MapEntry<Located<String>>]

    static let record = Record(
        "window",
        summary: "A window in which people type, and what a line takes from it that it leaves out.",
        Field<String?>.optional(
            "environment", Shape<String>.name,
            "the environment of lines that name none; what a line names itself goes before"),
        Field<[MapEntry<Located<String>>]>.defaulted(
            "supplies", Shape.map(of: Shape<String>.name.located, keys: .arguments), to: [],
            written: "{}",
            "arguments of usage lines, and what is taken for each where a line leaves it out, such as "
                + "the host that a shell is on"),
        make: { WrittenWindow(environment: $0, supplies: $1) })
}
