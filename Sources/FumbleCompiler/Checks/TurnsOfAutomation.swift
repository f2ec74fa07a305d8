internal import FumbleDocument
internal import FumbleModel

/// Automation that has no turn within the run, or more than anybody can read.
enum TurnsOfAutomation {
    /// More turns than this in one run are a slip of the keyboard.
    static let mostTurns: Int64 = 100_000

    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.written.horizon != nil else { return }
        let horizon = draft.plan.horizon
        for entry in draft.fleet.written.automation {
            guard case .clock(let every, let from, let until) = entry.value.trigger else {
                continue
            }
            let first = from ?? every.value
            let last = min(until?.value ?? horizon, horizon)
            if first >= last {
                diagnostics.report(
                    .automationTurns, at: until?.span ?? every.span,
                    "`\(entry.name)` never acts: its first turn is at \(first), and there are none "
                        + "from \(last) on",
                    help: "write an earlier `from`, or a later end")
            } else if (last - first).microseconds / every.value.microseconds >= mostTurns {
                diagnostics.report(
                    .automationTurns, at: every.span,
                    "`\(entry.name)` acts more than \(mostTurns) times in \(horizon)",
                    help: "write a longer `every`")
            }
        }
    }
}
