import FumbleModel

/// What was tried at the boundary of the guards.
extension ExplorationReport {
    /// What got through first; nil: nothing was tried.
    var probed: OverviewSection? {
        guard !probes.isEmpty else { return nil }
        let holes = probes.filter(\.isHole)
        let stops = probes.filter { $0.outcome == .falseStop }
        var fields = holes.map(field) + stops.map(field)
        fields += named("as it should be", .asExpected) + named("nothing to try", .notApplicable)
        return OverviewSection("At the boundary of the guards", [.fields(fields)])
    }

    private func field(_ result: ProbeResult) -> OverviewSection.Field {
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
        let names = probes.filter { $0.outcome == outcome }.map { result in
            result.kind.rawValue + (result.guardName.map { " (\($0))" } ?? "")
        }
        return names.isEmpty ? [] : [.init(label, names.joined(separator: ", "), .faint)]
    }
}
