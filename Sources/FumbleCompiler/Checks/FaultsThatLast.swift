internal import FumbleDocument
internal import FumbleModel

/// Faults and loads that are reverted at the very instant they begin, because the method ends there.
///
/// What lasts for no stated time stands to the end of the method: after the last step, and after
/// all that lasts for a time.
enum FaultsThatLast {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole, draft.fleet.isCountable else { return }
        let steps = MethodTimes.earliest(of: draft.written.method)
        // Waits make steps later than this, never earlier, and are given the benefit of the doubt.
        let ends = steps.map { $0.begins + (lasting(of: $0.step) ?? .zero) }.max() ?? .zero
        for (index, (step, begins)) in steps.enumerated() where begins == ends {
            guard !steps[index...].contains(where: { isWait($0.step) }) else { continue }
            report(step, draft, &diagnostics)
        }
    }

    private static func report(
        _ step: WrittenStep, _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        switch step.action {
        case .inject(let chosen, nil):
            guard isReverted(chosen.value, path: "method" + step.path, draft.fleet) else { return }
            diagnostics.report(
                .revertedAtOnce, at: chosen.kindSpan,
                "the fault is reverted as soon as it is injected: the method ends with it, and it "
                    + "has no `for`",
                help: "write `for: 10m` beside `fault`")
        case .load(let load) where load.lasting == nil:
            diagnostics.report(
                .revertedAtOnce, at: load.of.span,
                "the load is taken back as soon as it begins: the method ends with it, and it has "
                    + "no `for`",
                help: "write `for: 10m` inside it")
        case .inject, .load, .type, .waitUntil: return
        }
    }

    /// Whether anything undoes the fault: a typed line and a restart stay as they are.
    private static func isReverted(
        _ fault: any Fault, path: String, _ fleet: FleetDraft
    ) -> Bool {
        guard fault.typedLine == nil else { return false }
        let servers = FaultTargets.pick(fault, of: fleet.spec, fleet.topology, path: path)
        return !fault.undo(on: servers, of: fleet.spec).isEmpty
    }

    private static func lasting(of step: WrittenStep) -> TimeSpan? {
        switch step.action {
        case .inject(_, let lasting): lasting?.value
        case .load(let load): load.lasting?.value
        case .type, .waitUntil: nil
        }
    }

    static func isWait(_ step: WrittenStep) -> Bool {
        if case .waitUntil = step.action { true } else { false }
    }
}
