internal import FumbleDocument
internal import FumbleModel

/// An experiment on its way from what is written to a plan; checks look at both.
struct ExperimentDraft: Sendable {
    let written: WrittenExperiment
    let fleet: FleetDraft
    let plan: Plan
    let kind: FleetKind
    /// Whether every step of the method was read, so that what is missing can be told.
    let isWhole: Bool
}

extension Plan {
    /// Whether a step types a line that guards review.
    var typesLine: Bool { method.contains { $0.action.typesLine } }
}

extension PlannedStep.Action {
    var typesLine: Bool {
        switch self {
        case .type: true
        case .inject(let planned, _): planned.fault.typedLine != nil
        case .load, .waitUntil: false
        }
    }
}
