internal import FumbleDocument
internal import FumbleModel

/// Refuses a command in which a value was left blank, where a lenient parser would take it for all.
struct BlankGuard: Guard, NamesThings {
    /// The arguments that may not be blank; empty: every argument that takes a value, but those that a line
    /// may leave out and that change nothing of what it does.
    let arguments: [Located<String>]

    static let kind = Kind<any Guard>(
        "blank-guard",
        summary: "Refuses a command in which a value was left blank.",
        example: "{blank-guard: {arguments: [SUBSYSTEM, COUNT]}}",
        .defaulted(
            "arguments", .listOrOne(of: Shape.text.located), to: [],
            written: "every argument but those that may be left out and are ignored",
            "the arguments of the usage line that may not be blank")
    ) { BlankGuard(arguments: $0) }

    var names: [NamedThing] {
        arguments.map { NamedThing(.playbookArgument, $0.value, at: $0.span) }
    }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("a number that is too large is not blank")
    }

    func reads(argument name: String) -> Bool { isLookedAt(name) }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        let blank = request.arguments.first {
            isLookedAt($0.name) && !isLeftOut($0) && ($0.text ?? "").isEmpty
        }
        guard let blank else { return .allow }
        let reason = "`\(blank.name)` is blank, and \(request.unasked): say what is meant"
        return request.stop(reason)
    }

    private func isLeftOut(_ argument: GuardRequest.Argument) -> Bool {
        arguments.isEmpty && argument.isSpare
    }

    private func isLookedAt(_ name: String) -> Bool {
        arguments.isEmpty ? !name.hasPrefix("-") : arguments.contains { $0.value == name }
    }
}
