internal import FumbleDocument
internal import FumbleModel

/// Binds each window to one environment, and refuses a line that names another.
///
/// A line of which nobody says where it was typed is in no window that is for it: what can do harm is
/// stopped, unless the file says otherwise.
struct EnvironmentLock: Guard, NamesThings {
    let windows: [Binding]
    let argument: Located<String>
    /// What becomes of a line of which nobody says where it was typed.
    let unplaced: OnFailure

    struct Binding: Sendable {
        let window: String
        let environment: String
        let span: SourceSpan
    }

    static let kind = Kind<any Guard>(
        "environment-lock",
        summary: "Refuses a line that names another environment than its window is for.",
        example: """
            {environment-lock: {windows: {prod-shell: prod}, argument: ENV}}
            """,
        .required("windows", .map(of: Shape.name), "each window, and the environment it is for"),
        .required(
            "argument", Shape.text.located,
            "the argument of the usage line that names the environment"),
        .defaulted(
            "unplaced", .word, to: .refuse, written: "refuse",
            "what becomes of a line of which nobody says in which window it was typed: refuse, or allow"
        )
    ) { windows, argument, unplaced in
        EnvironmentLock(
            windows: windows.map {
                Binding(window: $0.name, environment: $0.value, span: $0.nameSpan)
            },
            argument: argument, unplaced: unplaced)
    }

    var names: [NamedThing] {
        [NamedThing(.playbookArgument, argument.value, at: argument.span)]
            + windows.map { NamedThing(.window, $0.window, at: $0.span) }
    }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("it looks at where a line is typed, not at how much it says")
            + (unplaced == .allow
                ? [KnownHole(.noTerminal, "where nobody says the window, it looks at nothing")]
                : [])
    }

    func reads(argument name: String) -> Bool { name == argument.value }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        let named = request.argument(argument.value) ?? view.fleet.environment
        guard let window = request.window else {
            guard unplaced == .refuse, request.canHarm else { return .allow }
            return request.stop(
                "`\(argument.value)` is \(named), and nobody says in which window it was typed: "
                    + request.unasked)
        }
        guard let bound = windows.first(where: { $0.window == window }) else {
            return request.stop(
                "the window `\(window)` is bound to no environment: \(request.unasked)")
        }
        guard bound.environment != named else { return .allow }
        return request.stop(
            """
            `\(argument.value)` is \(named), and the window `\(window)` is for \
            \(bound.environment): \(request.unasked)
            """)
    }
}
