internal import FumbleDocument
internal import FumbleModel

/// Refuses a number that nobody means: below or above what is ever typed for its argument.
///
/// It looks at the number as it was typed; where none was, at the number of servers that it came to.
struct PlausibilityRange: Guard, NamesThings {
    let argument: Located<String>
    let atLeast: Int
    let atMost: Int

    static let kind = Kind<any Guard>(
        "plausibility-range",
        summary: "Refuses a number outside the range of what is ever meant.",
        example: "{plausibility-range: {argument: COUNT, at-least: 1, at-most: 10}}",
        .required("argument", Shape.text.located, "the argument of the usage line"),
        .defaulted("at-least", .integer(in: 0...1_000_000), "1", "the least that is ever meant"),
        .required("at-most", .integer(in: 1...1_000_000), "the most that is ever meant")
    ) { PlausibilityRange(argument: $0, atLeast: $1, atMost: $2) }

    var names: [NamedThing] {
        [NamedThing(.playbookArgument, argument.value, at: argument.span)]
    }

    var holes: [KnownHole] {
        let why = "each number by itself is plausible"
        return [.inChunks, .repeated, .twoOperators].map { KnownHole($0, why) } + [
            KnownHole(
                .deadServers, "what is plausible on a whole fleet is too much for a sick one"),
            KnownHole(.staleData, "what is plausible on a whole fleet is too much for a sick one"),
        ]
    }

    func reads(argument name: String) -> Bool { name == argument.value }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole,
            request.arguments.contains(where: { $0.name == argument.value })
        else { return .allow }
        let typed = request.argument(argument.value)
        let number = typed.flatMap { Int($0) } ?? request.servers.count
        guard number < atLeast || number > atMost else { return .allow }
        let shown = typed.map { $0 == "\(number)" ? $0 : "\($0), which comes to \(number)" }
        return request.stop(
            """
            `\(argument.value)` is \(shown ?? "blank, which comes to \(number)"), and from \
            \(atLeast) to \(atMost) is plausible
            """)
    }
}
