import FumbleModel

/// The short sentences in which the engine writes down what it does.
enum Wording {
    static func summary(of step: PlannedStep, in arm: Arm, of fleet: FleetSpec) -> String {
        switch step.action {
        case .type(let line): arm == .meant ? line.meant : line.typed
        case .inject(let fault, let lasting): fault.title + duration(lasting)
        case .load(let operation, let factor, let lasting):
            "\(fleet[operation].name) asked \(PlainNumber.text(factor)) times as often"
                + duration(lasting)
        case .waitUntil(let condition, let bound):
            "wait until \(words(for: condition, in: fleet)), at most \(bound)"
        }
    }

    static func words(for condition: PlannedStep.Condition, in fleet: FleetSpec) -> String {
        switch condition {
        case .alarm(let place): "alarm \(fleet.alarms[place].name) is raised"
        case .reading(let probe, let tolerance):
            "\(probe.question) is \(tolerance.describe(using: probe))"
        }
    }

    static func servers(_ count: Int) -> String { count == 1 ? "1 server" : "\(count) servers" }

    private static func duration(_ lasting: TimeSpan?) -> String {
        lasting.map { " for \($0)" } ?? ""
    }
}
