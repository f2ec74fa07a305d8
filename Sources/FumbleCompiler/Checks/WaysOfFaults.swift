internal import FumbleDocument
internal import FumbleModel

/// Whose ways a fault of the network is about: names that nothing bears, and ways that nobody goes.
enum WaysOfFaults {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.fleet.isCountable else { return }
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action, !chosen.value.from.isEmpty,
                check(chosen.value.from, draft.fleet, &diagnostics)
            else { continue }
            checkWays(of: chosen, draft, &diagnostics)
        }
    }

    /// - Returns: whether each is the name of somebody.
    private static func check(
        _ from: [NamedEnd], _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) -> Bool {
        let before = diagnostics.count
        let groups = fleet.names[.group]
        for (place, end) in from.enumerated() {
            if from[..<place].contains(where: { $0.name == end.name }) {
                diagnostics.report(
                    .duplicateName, at: end.span, "`\(end.name)` is named twice",
                    help: "name it once")
            } else if end.name == Asker.clientsWord {
                guard groups.contains(end.name) else { continue }
                diagnostics.report(
                    .duplicateName, at: end.span,
                    "`clients` are those who come from outside, and a group bears the name, too",
                    help: "name its servers, `clients-0` and so on, or give the group another name")
            } else if !groups.contains(end.name), fleet.spec.servers(named: end.name) == nil {
                reportUnknown(end, fleet, &diagnostics)
            }
        }
        return diagnostics.count == before
    }

    private static func reportUnknown(
        _ end: NamedEnd, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        let group = fleet.spec.groups.first { group in
            guard group.names.isEmpty, end.name.hasPrefix(group.name + "-") else { return false }
            return Int(end.name.dropFirst(group.name.count + 1)) != nil
        }
        guard let group else {
            return diagnostics.reportUnknown(
                .unknownGroup, "group or server", end.name, at: end.span,
                among: [Asker.clientsWord] + fleet.names[.group]
                    + fleet.spec.serverNames.near(end.name))
        }
        let last = group.count - 1
        diagnostics.report(
            .unknownServer, at: end.span, "there is no server `\(end.name)`",
            help: last > 0
                ? "group `\(group.name)` has `\(group.name)-0` to `\(group.name)-\(last)`"
                : "the only server of group `\(group.name)` is `\(group.name)-0`")
    }

    private static func checkWays(
        of chosen: Chosen<any Fault>, _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        let fleet = draft.fleet
        let from = chosen.value.from
        let ends = LinkEnds(from.map(\.name), of: fleet.spec)
        let hit = chosen.value.demand?.everyCandidate(in: fleet.spec, fleet.topology) ?? []
        guard !hit.isEmpty else { return }
        if !ends.hasClients, hit.allSatisfy({ ends.servers.allSatisfy([$0].contains) }) {
            diagnostics.report(
                .fromNobody, at: from[0].span,
                "`\(chosen.kind)` from `\(from[0].name)` to itself disturbs nobody",
                help: "name others, or `clients`")
        }
        guard draft.kind == .processes, let processes = fleet.spec.processes else { return }
        if let clients = from.first(where: { $0.name == Asker.clientsWord }),
            !hit.contains(where: { processes.isAsked($0, in: fleet.topology) })
        {
            report(clients, of: chosen, processes, fleet.spec, &diagnostics)
        }
        guard chosen.kind == "reset", processes.namespaces != nil,
            let server = from.first(where: { $0.name != Asker.clientsWord })
        else { return }
        diagnostics.report(
            .notOnThisFleet, at: server.span,
            "in network namespaces `reset` is done to connections from clients alone",
            help: "write `from: clients`, or let servers meet on `loopback`")
    }

    private static func report(
        _ clients: NamedEnd, of chosen: Chosen<any Fault>, _ processes: ProcessesSpec,
        _ fleet: FleetSpec, _ diagnostics: inout Diagnostics
    ) {
        let asked = processes.askedGroups.map { "`\(fleet.groups[$0].name)`" }
        let askers = "name a group whose servers ask them"
        diagnostics.report(
            .fromNobody, at: clients.span,
            processes.writes.isEmpty
                ? "nothing tells clients to ask the servers that `\(chosen.kind)` hits"
                : "clients are told by Sentinels where the servers are that `\(chosen.kind)` hits, "
                    + "and go the way that Sentinels go",
            help: asked.isEmpty
                ? askers : "they ask \(asked.joined(separator: ", ")) themselves; \(askers)")
    }
}

extension ProcessesSpec {
    /// The groups that clients ask, each once.
    fileprivate var askedGroups: [Int] {
        Set(asks.map(\.group) + writes.map(\.sentinels)).sorted()
    }

    /// Whether clients may ask a server by a way of their own. By RESP they ask whichever is named to them,
    /// where it is named to be: only packets say then from whom they are.
    fileprivate func isAsked(_ server: ServerID, in topology: Topology) -> Bool {
        (namespaces != nil && !writes.isEmpty)
            || askedGroups.contains(Int(topology.groupOf[server.index]))
    }
}
