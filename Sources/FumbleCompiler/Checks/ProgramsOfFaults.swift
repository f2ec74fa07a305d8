internal import FumbleDocument
internal import FumbleModel

/// Faults that need to know more of a program than how it is started.
enum ProgramsOfFaults {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole, draft.kind == .processes, draft.fleet.isCountable,
            let processes = draft.fleet.spec.processes
        else { return }
        let fleet = draft.fleet
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action else { continue }
            let servers = FaultTargets.pick(
                chosen.value, of: fleet.spec, fleet.topology, path: "method" + step.path)
            let groups = Set(servers.map { Int(fleet.topology.groupOf[$0.index]) }).sorted()
            for command in chosen.value.commands(on: servers, of: fleet.spec) {
                for group in groups {
                    guard let program = processes.program(of: group),
                        let lack = lack(of: program, for: command)
                    else { continue }
                    diagnostics.report(
                        .notOnThisFleet, at: chosen.kindSpan,
                        "`\(chosen.kind)` cannot be done to group `\(fleet.spec.groups[group].name)`: "
                            + lack.reason,
                        help: lack.help)
                }
            }
        }
    }

    private static func lack(
        of program: ProgramSpec, for command: FleetCommand
    ) -> (reason: String, help: String)? {
        switch command {
        case .corrupt where program.state == nil:
            return (
                "its program does not say what it keeps",
                "write `state: {files: [data/log]}` beside its `run`"
            )
        case .restart(_, aged: .some) where program.state?.ages == nil:
            return (
                "its program does not say what makes it older",
                "write `state: {files: [data/log], ages: {run: [...], adds: 100, per: 1d}}` beside "
                    + "its `run`"
            )
        case .burden(_, .configDrift(let file, _, _)):
            let files = program.files.map(\.to)
            guard !files.contains(file) else { return nil }
            return (
                "its program has no file `\(file)`",
                files.isEmpty
                    ? "write it under `files:` beside its `run`"
                    : "its files are `\(files.joined(separator: "`, `"))`"
            )
        default: return nil
        }
    }
}
