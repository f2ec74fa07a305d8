internal import FumbleDocument
internal import FumbleModel

/// What a subsystem keeps is there, at least a share of it at every instant.
///
/// Data that was deleted is not there until it is restored, whatever comes back then.
struct DataPromise: Promise, NamesThings {
    /// Empty: every subsystem that keeps data.
    let subsystems: [Located<String>]
    let there: Share

    static let kind = Kind<any Promise>(
        "data",
        summary: "What subsystems keep is there, at least a share of it at every instant.",
        example: "{data: {of: index, there: 100%}}",
        .defaulted(
            "of", .listOrOne(of: Shape.name.located), to: [],
            written: "every subsystem that keeps data", "the subsystems that keep it"),
        .defaulted(
            "there", .share, to: .whole, written: "100%",
            "the least share that is not deleted")
    ) { DataPromise(subsystems: $0, there: $1) }

    var names: [NamedThing] {
        subsystems.map { NamedThing(.subsystem, $0.value, at: $0.span) }
    }

    func examine(_ history: FleetHistory) -> [PromiseResult] {
        let fleet = history.fleet
        let keeping = fleet.subsystems.indices.map { SubsystemID($0) }
            .filter { fleet[$0].state != nil }
        let named = subsystems.compactMap { fleet.subsystem(named: $0.value) }
        return (subsystems.isEmpty ? keeping : named).map { examine($0, history) }
    }

    private func examine(_ subsystem: SubsystemID, _ history: FleetHistory) -> PromiseResult {
        let known = history.data.indices.contains(subsystem.index)
        let steps = known ? history.data[subsystem.index] : []
        var lowest = Share.whole
        var brokenAt: Instant?
        var brokenFor = TimeSpan.zero
        for (index, step) in steps.enumerated() {
            lowest = min(lowest, step.there)
            guard step.there < there else { continue }
            let until = index + 1 < steps.count ? steps[index + 1].at : history.end
            brokenAt = brokenAt ?? step.at
            brokenFor = brokenFor + (until - step.at)
        }
        return PromiseResult(
            promise: "data", subsystem: history.fleet[subsystem].name, isKept: brokenAt == nil,
            limit: Int(there.partsPerMillion), worst: Int(lowest.partsPerMillion), unit: .data,
            brokenAt: brokenAt, brokenFor: brokenFor)
    }
}
