internal import FumbleDocument
internal import FumbleModel

/// Expectations that this experiment can neither meet nor miss.
enum ExpectationsMeasured {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole, !draft.written.method.isEmpty else { return }
        for entry in draft.written.expect {
            switch entry.value {
            case .guards(let guards):
                for result in guards where draft.fleet.names[.guardName].contains(result.name) {
                    check(result, draft, &diagnostics)
                }
            case .arm(let arm, _) where !draft.plan.arms.contains(arm):
                diagnostics.report(
                    .expectationNeverMeasured, at: entry.nameSpan,
                    "no \(arm.rawValue) arm is run, so nothing can be expected of it",
                    help: draft.plan.typesLine
                        ? "write `arms: [meant, guarded, unguarded]`, or leave `arms` out"
                        : "only a line that is typed has other arms: let an `operator` step type one"
                )
            default: continue
            }
        }
    }

    private static func check(
        _ result: MapEntry<Located<GuardOutcome?>>, _ draft: ExperimentDraft,
        _ diagnostics: inout Diagnostics
    ) {
        guard let outcome = result.value.value else { return }
        let arms = draft.plan.arms
        if !draft.plan.typesLine, outcome != .neverAsked, outcome != .bypassed {
            diagnostics.report(
                .expectationNeverMeasured, at: result.value.span,
                "guard `\(result.name)` is never asked: no step types a line",
                help: "let an `operator` step type one, or expect `never-asked`")
        } else if outcome == .held || outcome == .idle, draft.plan.typesLine,
            !arms.contains(.guarded) || !arms.contains(.unguarded)
        {
            diagnostics.report(
                .expectationNeverMeasured, at: result.value.span,
                "whether guard `\(result.name)` is \(outcome.words) shows only beside an arm "
                    + "without it",
                help: "write `arms: [meant, guarded, unguarded]`, or leave `arms` out")
        }
    }
}
