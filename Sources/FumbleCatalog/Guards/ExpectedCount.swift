internal import FumbleDocument
internal import FumbleModel

/// Asks the operator to say how many servers a command will act on, and refuses where it differs.
///
/// It catches what widens a command behind the operator's back (a name, a pattern, a blank); it does
/// not catch a wrong number that is typed twice.
struct ExpectedCount: Guard, NamesThings {
    let argument: Located<String>

    static let kind = Kind<any Guard>(
        "expected-count",
        summary: "Refuses a command that acts on another number of servers than was stated.",
        example: "{expected-count: {argument: EXPECTED}}",
        .required(
            "argument", Shape.text.located,
            "the argument of the usage line in which the operator states the number")
    ) { ExpectedCount(argument: $0) }

    var names: [NamedThing] {
        [NamedThing(.playbookArgument, argument.value, at: argument.span)]
    }

    var restated: String? { argument.value }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("a wrong number that is stated twice agrees with itself")
            + [KnownHole(.noTerminal, "a script states what it computes")]
    }

    func reads(argument name: String) -> Bool { name == argument.value }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        let resolved = request.servers.count
        guard let stated = request.argument(argument.value), !stated.isEmpty else {
            return request.stop(
                "`\(argument.value)` was not stated, and the command acts on \(resolved) servers: "
                    + request.noneWithout("it"))
        }
        guard Int(stated) != resolved else { return .allow }
        return request.stop(
            "`\(argument.value)` is \(stated), and the command acts on \(resolved) servers")
    }
}
