internal import FumbleDocument
internal import FumbleModel

/// A declared, typed input of a file: `removed: {type: servers, default: 44, range: [1, 60]}`.
struct InputDeclaration: Sendable {
    let type: InputType
    let value: Node?
    let range: Located<[Node]>?
    let doc: String?

    static let record = Record(
        "input", summary: "A value that `--set` and sweeps can change: `input.NAME` stands for it.",
        Field<InputType>("type", .word, "what it is"),
        Field<Node?>.optional(
            "default", .anything,
            "its value; `{simulated: 44, processes: 6}` where the two fleets differ"),
        Field<Located<[Node]>?>.optional(
            "range", range.located, "its least and its greatest value"),
        Field<String?>.optional("doc", .text, "what it is for"),
        make: InputDeclaration.init)

    static let shape = Shape<[MapEntry<InputDeclaration>]>.readable(mapOf: .record(record))

    /// The place of `inputs:` in a file's record: the values were read before, from the same text.
    static let field = Shape<InputsRead>(shape.description) { _, _ in InputsRead() }

    /// The value on one fleet; nil where it has none there.
    func value(on fleet: FleetKind) -> Node? {
        guard let entries = value?.entries else { return value }
        return entries.first { $0.name == fleet.rawValue }?.value
    }

    private static let range = Shape<[Node]>.list(of: .anything, atLeast: 2).checked { bounds in
        guard bounds.count > 2 else { return nil }
        return ScalarMistake(
            .outOfRange, "has \(bounds.count) bounds, and needs two",
            help: "write the least and the greatest value: `[1, 60]`")
    }
}

/// Stands where the inputs of a file stand in its record.
struct InputsRead: Sendable {}
