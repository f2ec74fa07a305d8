internal import FumbleDocument
internal import FumbleModel

/// What a method or its people want done, and the fleet that was chosen cannot be made to do.
enum DeedsOnFleet {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole, draft.fleet.isCountable else { return }
        switch draft.kind {
        case .simulated: checkFaults(draft, &diagnostics) { $0.lacksOnSimulated == nil }
        case .processes:
            checkFaults(draft, &diagnostics) { $0.isPossibleOnProcesses }
            checkPeople(draft, &diagnostics)
        }
    }

    private static func checkFaults(
        _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics,
        where isPossible: (FleetCommand) -> Bool
    ) {
        let fleet = draft.fleet
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action else { continue }
            let servers = FaultTargets.pick(
                chosen.value, of: fleet.spec, fleet.topology, path: "method" + step.path)
            let commands = chosen.value.commands(on: servers, of: fleet.spec)
            if commands.allSatisfy(isPossible) { continue }
            guard draft.kind == .simulated else {
                report("`\(chosen.kind)`", at: chosen.kindSpan, &diagnostics)
                continue
            }
            diagnostics.report(
                .notOnThisFleet, at: chosen.kindSpan,
                "`\(chosen.kind)` needs real processes: a simulated fleet has no "
                    + (commands.compactMap(\.lacksOnSimulated).first ?? "such thing"),
                help: "run it `--on processes`, or use `slow` or `partition`")
        }
    }

    private static func checkPeople(
        _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        let fleet = draft.fleet
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
            help: "run it `--on simulated`, or use another: `fumble reference` lists the faults")
    }
}
