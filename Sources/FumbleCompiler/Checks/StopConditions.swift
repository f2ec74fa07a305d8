internal import FumbleDocument
internal import FumbleModel

/// Real processes need an answer to when fumble must stop.
enum StopConditions {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.kind == .processes, draft.written.stopWhen == nil else { return }
        diagnostics.report(
            .stopConditionMissing, at: draft.written.name.span,
            "on real processes an experiment must say when fumble stops it",
            help: "write `stop-when:` with probes and tolerances, or `stop-when: none`")
    }
}
