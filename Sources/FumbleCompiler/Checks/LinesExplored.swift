internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Explorations of a line that the method does not type, and earlier lines that nobody could have typed.
enum LinesExplored {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard let explore = draft.written.explore?.value, draft.isWhole else { return }
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
        guard draft.fleet.isCountable, draft.fleet.usages.allSatisfy({ $0 != nil }) else { return }
        for line in explore.earlier {
            let preview = Preview.of(
                line.text, fleet: draft.fleet.spec, topology: draft.fleet.topology, seed: 1,
                path: "explore")
            guard case .notUnderstood(let error) = preview.outcome else { continue }
            diagnostics.report(
                .commandRefused, at: line.mark(at: error.offset, length: error.length),
                "the playbook refuses this line: \(error.message)", help: error.help)
        }
    }
}

extension Plan {
    /// The steps that type a line, by their places in the method.
    package var typedSteps: [Int] {
        method.indices.filter { method[$0].action.typesLine }
    }
}
