internal import FumbleDocument
internal import FumbleModel

/// Binds each window to one environment, and refuses a line that names another.
///
/// A line of which nobody says where it was typed is let through: the lock has nothing to go by.
struct EnvironmentLock: Guard, NamesThings {
    let windows: [Binding]
    let argument: Located<String>

    struct Binding: Sendable {
        let window: String
        let environment: String
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
            "the argument of the usage line that names the environment")
    ) { windows, argument in
        EnvironmentLock(
            windows: windows.map { Binding(window: $0.name, environment: $0.value) },
            argument: argument)
    }

    var names: [NamedThing] {
        [NamedThing(.playbookArgument, argument.value, at: argument.span)]
    }

    var holes: [KnownHole] {
        [KnownHole(.oneBelow, "it looks at where a line is typed, not at how much it says")]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole, let window = request.window else { return .allow }
        let named = request.argument(argument.value) ?? view.fleet.environment
        guard let bound = windows.first(where: { $0.window == window }) else {
            return request.stop("the window `\(window)` is bound to no environment")
        }
        guard bound.environment != named else { return .allow }
        return request.stop(
            """
            `\(argument.value)` is \(named), and the window `\(window)` is for \
            \(bound.environment): \(request.consequence)
            """)
    }
}
