internal import FumbleDocument
internal import FumbleModel

/// Faults with a canary that are reverted before they go on, or whose canary is everybody.
enum CanariesOfFaults {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.fleet.isCountable else { return }
        for step in draft.written.method {
            guard case .inject(let chosen, let lasting) = step.action,
                let canary = chosen.value.canary
            else { continue }
            let servers = FaultTargets.pick(
                chosen.value, of: draft.fleet.spec, draft.fleet.topology,
                path: "method" + step.path
            ).count
            if servers > 0, canary.first(of: servers) == servers {
                diagnostics.report(
                    .canaryOfAll, at: chosen.kindSpan,
                    "the canary is all of the \(servers) servers that the fault hits",
                    help: "write a smaller `count` of the canary, or leave the canary out")
            } else if let lasting, lasting.value <= canary.wait {
                diagnostics.report(
                    .canaryOfAll, at: lasting.span,
                    "the fault is reverted after \(lasting.value), and goes on from its canary only "
                        + "after \(canary.wait)",
                    help: "write a longer `for`, or only the canary's servers without a canary")
            }
        }
    }
}
