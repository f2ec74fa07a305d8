internal import FumbleDocument
internal import FumbleModel

/// Explorations of a line that the method does not type.
enum LinesExplored {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard let explore = draft.written.explore?.value else { return }
        checkTwice(explore.accepted, &diagnostics)
        guard draft.isWhole else { return }
        let typed = draft.plan.typedSteps.count
        if let line = explore.line, line.value > typed {
            diagnostics.report(
                .nothingToExplore, at: line.span,
                typed == 0
                    ? "the method types no line, so there is none to explore"
                    : "the method types \(typed) line\(typed == 1 ? "" : "s"), and this is line "
                        + "\(line.value)",
                help: typed == 0
                    ? "add a step `operator: {meant: ...}`" : "count them from 1")
        }
    }

    /// Which of two days an escape is accepted until nobody could tell.
    private static func checkTwice(
        _ accepted: [WrittenAcceptance], _ diagnostics: inout Diagnostics
    ) {
        for (index, one) in accepted.enumerated() {
            guard let first = accepted[..<index].first(where: { $0.escape == one.escape }) else {
                continue
            }
            diagnostics.report(
                .duplicateName, at: start(of: one), "escape `\(one.escape)` is accepted twice",
                help: "write the new day in the place of the old one",
                related: [Diagnostic.Related(at: start(of: first), "the first is here")])
        }
    }

    private static func start(of accepted: WrittenAcceptance) -> SourceSpan {
        SourceSpan(start: accepted.span.start, end: accepted.span.start)
    }
}

extension Plan {
    /// The steps that type a line, by their places in the method.
    package var typedSteps: [Int] {
        method.indices.filter { method[$0].action.typesLine }
    }
}
