internal import FumbleDocument
internal import FumbleModel

/// A guard that is somebody's program, run once for each question.
///
/// It is told the request in JSON, `fumble.guard-request/1`, on its standard input; it exits 0 to
/// allow, 1 to refuse and 2 to warn, and says why on standard error.
struct ExecGuard: Guard {
    let words: [String]

    static let kind = Kind<any Guard>(
        "exec",
        summary: "Asks a program: JSON on its input; it exits 0 to allow, 1 to refuse, 2 to warn.",
        example: "{exec: [./my-guard, --strict]}",
        Shape<[String]>.list(of: .text, atLeast: 1).map { ExecGuard(words: $0) as any Guard })

    var program: GuardProgram? { .exec(words) }

    /// Never asked: the program is.
    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        .refuse(reason: "the program was not asked")
    }
}
