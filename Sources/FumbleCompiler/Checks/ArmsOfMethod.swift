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
        guard !happens, let first = draft.written.method.first else { return }
        diagnostics.report(
            .nothingHappens, at: SourceSpan(start: first.span.start, end: first.span.start),
            "the method only waits: nothing could be learned from it",
            help: "add an `operator`, a `fault` or a `load`")
    }
}
