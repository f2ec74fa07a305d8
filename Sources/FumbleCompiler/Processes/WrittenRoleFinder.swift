internal import FumbleDocument
internal import FumbleModel

/// How the primary of a subsystem is found at run time, as a fleet file writes it.
struct WrittenRoleFinder: Sendable {
    let of: Located<String>?
    let run: [Located<PlacedText>]
    let within: TimeSpan
    let every: TimeSpan

    static let record = Record(
        "role",
        summary: """
            A command that says which server is the primary of a subsystem now: it prints its name, or \
            one of its ports, alone or after a host. No shell is between.
            """,
        Field<Located<String>?>.optional(
            "of", Shape<String>.name.located,
            "the group whose servers are asked one after the other, each with its own places; what "
                + "one of them says anew counts"),
        Field(
            "run",
            Shape<[Located<PlacedText>]>.list(of: Shape<PlacedText>.placed.located, atLeast: 1),
            "the program and its arguments, each as it is handed on"),
        Field<TimeSpan>.defaulted(
            "within", .duration(in: shortest...longest), to: usualWithin, written: "1s",
            "after how long it is ended, and has said nothing"),
        Field<TimeSpan>.defaulted(
            "every", .duration(in: shortest...longest), to: usualEvery, written: "250ms",
            "how long after it ended it is run again"),
        make: WrittenRoleFinder.init)

    private static let shortest = TimeSpan.milliseconds(10)
    private static let longest = TimeSpan.seconds(60)
    private static let usualWithin = TimeSpan.seconds(1)
    private static let usualEvery = TimeSpan.milliseconds(250)
}
