import FumbleModel

/// What was tried at the boundary of the guards.
extension ExplorationReport {
    /// What got through first; nil: nothing was tried.
    var probed: OverviewSection? {
        guard !probes.isEmpty else { return nil }
        let groups = ProbeGroups(probes).groups
        let holes = groups.filter(\.isHole)
        let stops = groups.filter { $0.outcome == .falseStop }
        var fields = holes.map(field) + stops.map(field)
        fields += named("as it should be", .asExpected) + nothing
        return OverviewSection("At the boundary of the guards", [.fields(fields)])
    }

    /// What there was nothing to try of, and why.
    private var nothing: [OverviewSection.Field] {
        let reasons = ProbeGroups.idle(probes)
        let isAll = probes.allSatisfy { $0.outcome == .notApplicable }
        return reasons.map { reason in
            .init(
                "nothing to try",
                isAll && reasons.count == 1 ? reason.why : "\(reason.names): \(reason.why)", .faint)
        }
    }

    private func field(_ result: ProbeGroups.Group) -> OverviewSection.Field {
        let known =
            result.known.isEmpty
            ? (result.isHole ? "; no guard of this line says that it knows of this" : "")
            : "; known: \(result.known.joined(separator: "; "))"
        return .init(
            result.outcome.rawValue, result.finding + known, result.known.isEmpty ? .bad : .open)
    }

    private func named(
        _ label: String, _ outcome: ProbeResult.Outcome
    ) -> [OverviewSection.Field] {
        let names = ProbeGroups.names(probes.filter { $0.outcome == outcome })
        return names.isEmpty ? [] : [.init(label, names.joined(separator: ", "), .faint)]
    }
}
