internal import FumbleDocument
internal import FumbleModel

/// Steps out of order, too early, or too late for the horizon.
enum MethodTimes {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        var earliest = TimeSpan.zero
        for (index, step) in draft.written.method.enumerated() {
            let begins = start(of: step, after: earliest)
            if case .at(let at) = step.start, at.value < earliest {
                diagnostics.report(
                    .stepsOutOfOrder, at: at.span,
                    "the step is at \(at.value), and the step before it comes at \(earliest)",
                    help: "put the steps in the order of their times")
            }
            if index == 0, draft.isWhole { checkFirst(step, begins, draft, &diagnostics) }
            checkLength(of: step, from: begins, draft, &diagnostics)
            earliest = max(earliest, begins)
        }
        checkHorizon(last: earliest, draft, &diagnostics)
    }

    /// The steps, and when each begins at the earliest: waits make it later.
    static func earliest(
        of method: [WrittenStep]
    ) -> [(step: WrittenStep, begins: TimeSpan)] {
        var steps: [(step: WrittenStep, begins: TimeSpan)] = []
        for step in method {
            let earliest = steps.last?.begins ?? .zero
            steps.append((step, max(earliest, start(of: step, after: earliest))))
        }
        return steps
    }

    /// When a step begins if no wait makes it later.
    static func start(of step: WrittenStep, after earliest: TimeSpan) -> TimeSpan {
        switch step.start {
        case .at(let at): at.value
        case .after(let after): earliest + after.value
        case nil: earliest
        }
    }

    /// Before the first step the steady state must be seen, in at least one window; where none is
    /// asked for and something is measured, the run may begin with a step.
    private static func checkFirst(
        _ step: WrittenStep, _ begins: TimeSpan, _ draft: ExperimentDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let isFree = draft.written.steadyState.isEmpty && !draft.written.measures.isEmpty
        guard begins < draft.plan.window, !isFree else { return }
        diagnostics.report(
            .outOfRange, at: place(of: step),
            "the first step is at \(begins), before one window of \(draft.plan.window) was seen",
            help: "the steady state is looked at first: write `at: \(draft.plan.window)` or later")
    }

    private static func checkLength(
        of step: WrittenStep, from begins: TimeSpan, _ draft: ExperimentDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let lasting: Located<TimeSpan>? =
            switch step.action {
            case .inject(_, let lasting): lasting
            case .load(let load): load.lasting
            case .type, .waitUntil: nil
            }
        guard let lasting, begins < draft.plan.horizon,
            begins + lasting.value > draft.plan.horizon
        else { return }
        diagnostics.report(
            .faultLastsTooLong, at: lasting.span,
            "it would be reverted at \(begins + lasting.value), after the horizon of "
                + "\(draft.plan.horizon)",
            help: "make it shorter, or the horizon longer")
    }

    private static func checkHorizon(
        last: TimeSpan, _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        guard let horizon = draft.written.horizon else { return }
        guard draft.plan.horizon >= last else {
            diagnostics.report(
                .horizonTooShort, at: horizon.span,
                "the run ends at \(horizon.value), before its last step at \(last)",
                help: "write a horizon above \(last + draft.plan.settle)")
            return
        }
        guard draft.plan.horizon < last + draft.plan.settle else { return }
        let rest = draft.plan.horizon - last
        diagnostics.report(
            .horizonTooShort, at: draft.written.settle?.span ?? horizon.span,
            "only \(rest) remain after the last step, and \(draft.plan.settle) are needed to settle",
            help: "write a horizon of at least \(last + draft.plan.settle)")
    }

    private static func place(of step: WrittenStep) -> SourceSpan {
        switch step.start {
        case .at(let time), .after(let time): time.span
        case nil: SourceSpan(start: step.span.start, end: step.span.start)
        }
    }
}
