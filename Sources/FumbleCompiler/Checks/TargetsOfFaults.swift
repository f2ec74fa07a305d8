internal import FumbleDocument
internal import FumbleModel

/// Faults that hit nothing, or ask for more servers than there are.
enum TargetsOfFaults {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.fleet.isCountable else { return }
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action, let demand = chosen.value.demand
            else { continue }
            check(demand, of: chosen, draft.fleet, &diagnostics)
        }
    }

    private static func check(
        _ demand: TargetDemand, of chosen: Chosen<any Fault>, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let names = (chosen.value as? any NamesThings)?.names ?? []
        let isKnown = names.allSatisfy { fleet.names[$0.kind].contains($0.name) }
        guard isKnown, !demand.isOfPrimariesThatAreNot(in: fleet.spec) else { return }
        let place =
            names.first { $0.span.start == demand.position }?.span
            ?? SourceSpan(start: demand.position, end: demand.position)
        let found = demand.candidates(in: fleet.spec, fleet.topology).count
        let wanted = demand.count?.resolved(of: found) ?? found
        if wanted > found {
            diagnostics.report(
                .countAboveExisting, at: place,
                "`\(chosen.kind)` asks for \(servers(wanted)) of \(demand.phrase), and there are "
                    + "only \(found)",
                help: "write at most \(found), or leave `count` out for all of them")
        } else if wanted == 0 {
            diagnostics.report(
                .zeroTargets, at: place, "`\(chosen.kind)` would hit no server of \(demand.phrase)",
                help: found == 0 ? "no server fits" : "there are \(found): write how many of them")
        }
    }

    private static func servers(_ count: Int) -> String {
        count == 1 ? "1 server" : "\(count) servers"
    }
}

extension TargetDemand {
    /// Whether it asks for primaries of a subsystem that has none, which is told elsewhere.
    func isOfPrimariesThatAreNot(in fleet: FleetSpec) -> Bool {
        guard case .primary(let name) = among else { return false }
        return fleet.subsystem(named: name).map { fleet[$0].roles == nil } ?? true
    }

    /// Whose servers, in words.
    var phrase: String {
        switch among {
        case .subsystem(let name): "`\(name)`"
        case .group(let name): "group `\(name)`"
        case .zone(let name): "zone `\(name)`"
        case .primary(let name): "the primaries of `\(name)`"
        }
    }
}
