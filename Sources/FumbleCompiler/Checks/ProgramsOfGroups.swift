internal import FumbleDocument
internal import FumbleModel

/// On real processes every group needs a program, and every operation somebody who asks it.
enum ProgramsOfGroups {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.kind == .processes else { return }
        check(draft.fleet, &diagnostics)
        guard let processes = draft.fleet.spec.processes else { return }
        for (place, operation) in draft.fleet.spec.operations.enumerated()
        where !processes.isAsked(OperationID(place)) {
            diagnostics.report(
                .notOnThisFleet, at: draft.fleet.written.operations[place].nameSpan,
                "nothing says how `\(operation.name)` is asked on real processes",
                help: "write it under `processes: asks:`")
        }
        checkRoles(draft, processes, &diagnostics)
    }

    /// A fleet that is started by itself needs the programs alone.
    static func check(_ draft: FleetDraft, _ diagnostics: inout Diagnostics) {
        let written = draft.written
        guard draft.spec.processes != nil else {
            diagnostics.report(
                .notOnThisFleet, at: written.name.span,
                "fleet `\(written.name.value)` does not say how it is started for real",
                help: "write `processes:` with a program for each group, or run it "
                    + "`--on simulated`")
            return
        }
        checkCount(draft, &diagnostics)
        for case let group? in written.servers ?? []
        where !(written.processes?.programs ?? []).contains(where: { $0.name == group.name.value })
        {
            diagnostics.report(
                .notOnThisFleet, at: group.name.span,
                "group `\(group.name.value)` has no program to start",
                help: "name one under `processes: programs:`")
        }
    }

    private static func checkCount(_ draft: FleetDraft, _ diagnostics: inout Diagnostics) {
        var total = 0
        for (group, spec) in zip(draft.written.servers ?? [], draft.spec.groups) {
            let before = total
            total += spec.count
            guard let group, total > ProcessesSpec.mostServers, before <= ProcessesSpec.mostServers
            else { continue }
            diagnostics.report(
                .notOnThisFleet, at: group.name.span,
                "the fleet has \(draft.spec.groups.reduce(0) { $0 + $1.count }) servers, and one "
                    + "machine is asked to start \(ProcessesSpec.mostServers) at most",
                help:
                    "give `count` a smaller value on processes: an input may have a value per fleet"
            )
        }
    }

    /// Who is the primary of real servers only a command can say.
    private static func checkRoles(
        _ draft: ExperimentDraft, _ processes: ProcessesSpec, _ diagnostics: inout Diagnostics
    ) {
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action,
                case .primary(let name)? = chosen.value.demand?.among,
                let id = draft.fleet.spec.subsystem(named: name), draft.fleet.spec[id].roles != nil,
                !processes.roles.contains(where: { $0.subsystem == id }),
                let span = (chosen.value as? any NamesThings)?.names.first?.span
            else { continue }
            diagnostics.report(
                .notOnThisFleet, at: span,
                "nothing says how the primary of `\(name)` is found on real processes",
                help: "write the command that says it under `processes: roles:`")
        }
    }
}
