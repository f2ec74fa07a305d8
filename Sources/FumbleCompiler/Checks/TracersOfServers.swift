internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Two faults at one time that both need a tracer, of which the kernel lets a process have one.
enum TracersOfServers {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole, draft.kind == .processes, draft.fleet.isCountable else { return }
        let steps = MethodTimes.earliest(of: draft.written.method)
        for (later, (step, begins)) in steps.enumerated() {
            guard let second = tracing(step, draft.fleet) else { continue }
            for (earlier, (other, begun)) in steps[..<later].enumerated() {
                guard let first = tracing(other, draft.fleet),
                    let server = second.servers.first(where: first.servers.contains)
                else { continue }
                if let lasting = first.lasting {
                    // A wait between them is given the benefit of the doubt.
                    let waits = steps[earlier..<later].contains { FaultsThatLast.isWait($0.step) }
                    if waits || begun + lasting <= begins { continue }
                }
                report(second, first, on: server, draft.fleet, &diagnostics)
                break
            }
        }
    }

    private struct Tracing {
        let chosen: Chosen<any Fault>
        /// nil: until the method is over.
        let lasting: TimeSpan?
        /// All that it may come to: which of them it takes is for the seed to say.
        let servers: [ServerID]
    }

    private static func tracing(_ step: WrittenStep, _ fleet: FleetDraft) -> Tracing? {
        guard case .inject(let chosen, let lasting) = step.action,
            chosen.value.commands(on: [], of: fleet.spec).contains(where: \.needsTracer),
            let demand = chosen.value.demand
        else { return nil }
        return Tracing(
            chosen: chosen, lasting: lasting?.value,
            servers: demand.candidates(in: fleet.spec, fleet.topology))
    }

    private static func report(
        _ second: Tracing, _ first: Tracing, on server: ServerID, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let group = fleet.spec.groups[Int(fleet.topology.groupOf[server.index])].name
        diagnostics.report(
            .notOnThisFleet, at: second.chosen.kindSpan,
            "`\(second.chosen.kind)` may come to a server of `\(group)` on which "
                + "`\(first.chosen.kind)` still stands: both need a tracer, and a process has one at "
                + "a time",
            help:
                "let the first end before (`for`), or let them come to groups that share no server",
            related: [Diagnostic.Related(at: first.chosen.kindSpan, "it begins here")])
    }
}

extension FleetCommand {
    fileprivate var needsTracer: Bool {
        if case .burden(_, let trouble) = self { trouble.needsTracer } else { false }
    }
}
