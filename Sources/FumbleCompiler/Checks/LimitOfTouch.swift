internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Methods that come to more servers, or to other subsystems, than the experiment may touch.
enum LimitOfTouch {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.fleet.isCountable, let limit = draft.plan.mayTouch,
            let written = draft.written.mayTouch,
            written.subsystems?.count == limit.subsystems?.count
        else { return }
        var touched = [Bool](repeating: false, count: draft.fleet.topology.serverCount)
        for step in draft.written.method {
            for server in reached(by: step, draft.fleet) { touched[server.index] = true }
            let servers = touched.indices.filter { touched[$0] }.map { ServerID($0) }
            if servers.count > limit.servers {
                diagnostics.report(
                    .mayTouchExceeded, at: place(of: step),
                    "the method comes to \(servers.count) servers with this step, and `may-touch` "
                        + "allows \(limit.servers)",
                    help: "make the step smaller, or raise the limit knowingly",
                    related: [Diagnostic.Related(at: written.servers.span, "the limit is here")])
                return
            }
            if let data = data(deletedBy: step, beyond: limit, draft.fleet) {
                diagnostics.report(
                    .mayTouchExceeded, at: place(of: step),
                    "the step deletes data of `\(data)`, which `may-touch` does not name",
                    help: "name it, or delete other data")
                return
            }
            let others = beyond(limit, servers, draft.fleet)
            if !others.isEmpty {
                diagnostics.report(
                    .mayTouchExceeded, at: place(of: step),
                    "the step also hits servers of \(others.joined(separator: " and ")), which "
                        + "`may-touch` does not name",
                    help: "shared servers carry them too: name them, or hit other servers",
                    related: [
                        Diagnostic.Related(
                            at: SourceSpan(start: written.span.start, end: written.span.start),
                            "the limit is here")
                    ])
                return
            }
        }
    }

    private static func beyond(
        _ limit: MayTouch, _ servers: [ServerID], _ fleet: FleetDraft
    ) -> [String] {
        guard let allowed = limit.subsystems else { return [] }
        let tally = fleet.topology.tally(of: servers)
        return tally.indices
            .filter { tally[$0] > 0 && !allowed.contains(SubsystemID($0)) }
            .map { "`\(fleet.spec.subsystems[$0].name)`" }
    }

    /// The first subsystem that a step deletes data of, though it may not be touched.
    private static func data(
        deletedBy step: WrittenStep, beyond limit: MayTouch, _ fleet: FleetDraft
    ) -> String? {
        guard let allowed = limit.subsystems else { return nil }
        return StepData.deleted(by: step, fleet).first { !allowed.contains($0) }
            .map { fleet.spec[$0].name }
    }

    private static func reached(by step: WrittenStep, _ fleet: FleetDraft) -> [ServerID] {
        let path = "method" + step.path
        switch step.action {
        case .type(let typing): return reached(by: typing.line, path, fleet)
        case .inject(let chosen, _):
            if let line = chosen.value.typedLine { return reached(by: line, path, fleet) }
            return FaultTargets.pick(chosen.value, of: fleet.spec, fleet.topology, path: path)
        case .load, .waitUntil: return []
        }
    }

    private static func reached(
        by line: TypedLine, _ path: String, _ fleet: FleetDraft
    ) -> [ServerID] {
        line.both.flatMap { text, window in
            Preview.of(
                text, in: window, fleet: fleet.spec, topology: fleet.topology, seed: 1, path: path
            ).servers
        }
    }

    private static func place(of step: WrittenStep) -> SourceSpan {
        switch step.action {
        case .type(let typing): typing.typed.span
        case .inject(let chosen, _): chosen.kindSpan
        case .load, .waitUntil: SourceSpan(start: step.span.start, end: step.span.start)
        }
    }
}
