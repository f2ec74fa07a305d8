internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// Steps and responses about data that is not there, copies that are not there, and primaries of
/// subsystems without any.
enum FaultsOnData {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        for case let response? in draft.written.response {
            DataAndRoles.check(response.does.value, draft.fleet, &diagnostics)
        }
        for step in draft.written.method {
            guard case .inject(let chosen, let lasting) = step.action else { continue }
            if let deletion = chosen.value as? any DeletesData {
                DataAndRoles.checkData(of: deletion.deletesFrom, draft.fleet, &diagnostics)
                checkObjects(of: deletion, draft.fleet, &diagnostics)
                guard let lasting else { continue }
                diagnostics.report(
                    .dataComesNotBack, at: lasting.span,
                    "deleted data does not come back when a time is over",
                    help: "leave `for` out; a `restore` brings it back from a copy")
            }
            checkPrimaries(of: chosen, draft.fleet, &diagnostics)
        }
    }

    private static func checkObjects(
        of deletion: any DeletesData, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        let name = deletion.deletesFrom.value
        guard diagnostics.isEmpty, let wanted = deletion.objectsNamed,
            let id = fleet.spec.subsystem(named: name), let state = fleet.spec[id].state,
            wanted.value > state.objects || wanted.value == 0
        else { return }
        diagnostics.report(
            wanted.value == 0 ? .zeroTargets : .countAboveExisting, at: wanted.span,
            "\(wanted.value) objects are to be deleted of `\(name)`, which has \(state.objects)",
            help: "write from 1 to \(state.objects), or `share`")
    }

    private static func checkPrimaries(
        of chosen: Chosen<any Fault>, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        guard diagnostics.isEmpty, case .primary(let name)? = chosen.value.demand?.among,
            let id = fleet.spec.subsystem(named: name), fleet.spec[id].roles == nil,
            let span = (chosen.value as? any NamesThings)?.names.first?.span
        else { return }
        diagnostics.report(
            .noPrimaries, at: span, "`\(name)` has no primaries: its servers are alike",
            help: "declare its `roles`, or write `of: \(name)`")
    }
}
