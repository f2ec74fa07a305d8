internal import FumbleDocument
internal import FumbleModel

/// How a fleet is started for real on this machine, as its file writes it.
struct WrittenProcesses: Sendable {
    let programs: [MapEntry<WrittenProgram>]
    let asks: [MapEntry<WrittenClient>]
    let roles: [MapEntry<WrittenRoleFinder>]
    /// Whether each server has a network namespace of its own.
    let network: Located<Bool>

    static let record = Record(
        "processes", summary: "How the same fleet is started for real on this machine.",
        Field(
            "programs",
            Shape<[MapEntry<WrittenProgram>]>.readable(mapOf: .record(WrittenProgram.record)),
            "the program that is each server of a group, by the name of the group"),
        Field<[MapEntry<WrittenClient>]>.defaulted(
            "asks", Shape.readable(mapOf: WrittenClient.shape).orElse([]), to: [],
            written: "{}", "how clients ask an operation, by its name"),
        Field<[MapEntry<WrittenRoleFinder>]>.defaulted(
            "roles", Shape.readable(mapOf: .record(WrittenRoleFinder.record)).orElse([]), to: [],
            written: "{}", "how the primary of a subsystem is found at run time, by its name"),
        Field<Located<Bool>>.defaulted(
            "network",
            Shape<Bool>.oneOf([("loopback", false), ("namespaces", true)]).located, "loopback",
            "where servers meet: on the machine's own loopback; or each in a network namespace of its "
                + "own, where faults of the network are done to packets, which takes root"),
        make: WrittenProcesses.init)

    /// `none` and `...` both say that there is nothing here yet.
    static let shape = Shape<WrittenProcesses?>.anyOf([
        Shape<WrittenProcesses?>.orNone(.record(record)),
        Shape<WrittenProcesses?>.oneOf([("...", nil)]),
    ])
}

extension Shape where Value == PlacedText {
    /// A text with places such as `{port.client}`.
    static var placed: Shape<PlacedText> {
        let description = ScalarDescription(
            "a text, with places such as `{port.client}`", examples: ["--port={port.client}"],
            types: [.string, .number, .boolean])
        return .scalar(description) { scalar throws(ScalarMistake) in
            do throws(PlacedText.Mistake) {
                return try PlacedText.read(scalar.text)
            } catch {
                throw ScalarMistake(
                    .unknownPlaceholder, "has no place `{\(error.word)}`",
                    help: "places are \(PlacedText.placesInWords); write `{{` for a plain `{`")
            }
        }
    }
}
