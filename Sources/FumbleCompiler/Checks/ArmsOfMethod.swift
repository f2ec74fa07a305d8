internal import FumbleDocument
internal import FumbleModel

/// Arms that differ from another in nothing, and methods in which nothing happens.
enum ArmsOfMethod {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole else { return }
        var seen: [Arm] = []
        for arm in draft.written.arms?.value ?? [] {
            if seen.contains(arm.value) {
                diagnostics.report(
                    .duplicateName, at: arm.span, "arm `\(arm.value.rawValue)` stands here twice",
                    help: "each arm is run once: leave one out")
            }
            seen.append(arm.value)
            if arm.value != .guarded, !draft.plan.typesLine {
                diagnostics.report(
                    .armWithoutTypedLine, at: arm.span,
                    "no step types a line, so arm `\(arm.value.rawValue)` would be the guarded one "
                        + "again",
                    help: "write `arms: [guarded]`, or leave `arms` out")
            }
        }
        checkSomethingHappens(draft, &diagnostics)
    }

    private static func checkSomethingHappens(
        _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        let happens = draft.plan.method.contains { step in
            if case .waitUntil = step.action { false } else { true }
        }
        guard !happens else { return }
        if !draft.written.measures.isEmpty, draft.plan.method.isEmpty {
            return checkNothingExpected(draft, &diagnostics)
        }
        guard let steps = draft.written.steps else { return }
        let place = SourceSpan(start: steps.span.start, end: steps.span.start)
        diagnostics.report(
            .nothingHappens, at: place,
            steps.value.isEmpty
                ? "the method has no step: nothing could be learned from it"
                : "the method only waits: nothing could be learned from it",
            help: "add an `operator`, a `fault` or a `load`, or a `measure`")
    }

    /// An experiment that only measures has nothing to judge.
    private static func checkNothingExpected(
        _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        let expected = draft.written.expect.map(\.nameSpan)
        let steady = draft.written.steadyState.map(\.nameSpan)
        guard let first = expected.first ?? steady.first else { return }
        diagnostics.report(
            .nothingHappens, at: first,
            "nothing is done in this experiment, so nothing can be expected of it",
            help: "add a step to `method`, or leave `expect` and `steady-state` out and only "
                + "measure")
    }
}
