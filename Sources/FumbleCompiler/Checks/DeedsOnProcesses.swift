internal import FumbleDocument
internal import FumbleModel

/// What a method or its people want done, and programs of this machine cannot be made to do.
enum DeedsOnProcesses {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.kind == .processes, draft.isWhole, draft.fleet.isCountable else { return }
        let fleet = draft.fleet
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action else { continue }
            let servers = FaultTargets.pick(
                chosen.value, of: fleet.spec, fleet.topology, path: "method" + step.path)
            let commands = chosen.value.commands(on: servers, of: fleet.spec)
            if commands.allSatisfy(\.isPossibleOnProcesses) { continue }
            report("`\(chosen.kind)`", at: chosen.kindSpan, &diagnostics)
        }
        let deeds =
            draft.written.response.compactMap { $0?.does }
            + fleet.written.automation.map(\.value.does)
        for deed in deeds where !deed.value.verb.isPossibleOnProcesses {
            report("`\(deed.kind)`", at: deed.kindSpan, &diagnostics)
        }
        for case let group? in fleet.written.servers ?? []
        where group.failure != nil || group.replaced != nil {
            report(
                "`\(group.failure != nil ? "failure" : "replaced")`", at: group.name.span,
                &diagnostics)
        }
    }

    private static func report(
        _ what: String, at span: SourceSpan, _ diagnostics: inout Diagnostics
    ) {
        diagnostics.report(
            .notOnThisFleet, at: span, "\(what) cannot be done to real processes",
            help: "run it `--on simulated`, or use `crash`, `hang`, `zone-loss`, `over-removal`, "
                + "`mistyped-removal` or a load")
    }
}
