internal import FumbleDocument
internal import FumbleModel

/// Has the operator type the name of what is acted on, and refuses where it is another.
///
/// People type the name of what they mean: it catches a wrong subsystem, a pattern and a blank, and
/// never a wrong number.
struct TypeTheName: Guard {
    let unattended: OnFailure

    static let kind = Kind<any Guard>(
        "type-the-name",
        summary: "Refuses a command unless the operator types the name of what it acts on.",
        example: "{type-the-name: {unattended: refuse}}",
        .required(
            "unattended", .word,
            "what becomes of a command where nobody is at a terminal: refuse, or allow")
    ) { TypeTheName(unattended: $0) }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("a wrong number bears the right name")
            + (unattended == .allow
                ? [KnownHole(.noTerminal, "where nobody can be asked, nobody is")] : [])
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.isWholeAndCanHarm else { return .allow }
        let name = request.nameToType(in: view.fleet)
        guard request.testimony.isAtTerminal else {
            if unattended == .allow { return .allow }
            return request.stop(
                "nobody is at a terminal to type `\(name)`, and \(request.unasked)")
        }
        guard let typed = request.testimony.confirmation, !typed.isEmpty else {
            return request.stop(
                "nothing was typed where `\(name)` was asked for, and \(request.unasked)")
        }
        if typed == name { return .allow }
        return request.stop(
            "`\(typed)` was typed where `\(name)` was asked for: \(request.unasked)")
    }
}
