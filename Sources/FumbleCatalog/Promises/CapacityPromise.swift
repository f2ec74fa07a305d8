internal import FumbleDocument
internal import FumbleModel

/// Each subsystem has at least its minimum of servers serving, at every instant.
struct CapacityPromise: Promise, NamesThings {
    /// nil: every subsystem that has a minimum.
    let subsystems: [Located<String>]?

    enum Level: Sendable { case minimum }

    private static let subjects: Shape<[Located<String>]?> = .anyOf([
        .oneOf([("subsystem", nil)]),
        Shape<[Located<String>]>.list(of: Shape<String>.name.located).map(Optional.some),
    ])

    static let kind = Kind<any Promise>(
        "capacity",
        summary: "Each subsystem has at least its minimum capacity serving, at every instant.",
        example: "{capacity: {each: subsystem, serving: at least minimum}}",
        .defaulted(
            "each",
            subjects,
            to: nil, written: "subsystem",
            "`subsystem` for every one that has a minimum, or a list of subsystems"),
        .defaulted(
            "serving", .oneOf([("at least minimum", Level.minimum)]), to: .minimum,
            written: "at least minimum", "how many of its servers serve")
    ) { (subsystems: [Located<String>]?, _: Level) in CapacityPromise(subsystems: subsystems) }

    var names: [NamedThing] {
        (subsystems ?? []).map { NamedThing(.subsystem, $0.value, at: $0.span) }
    }

    func examine(_ history: FleetHistory) -> [PromiseResult] {
        looked(at: history.fleet).map { examine($0, history) }
    }

    private func looked(at fleet: FleetSpec) -> [SubsystemID] {
        if let subsystems { return subsystems.compactMap { fleet.subsystem(named: $0.value) } }
        return fleet.subsystems.indices.map { SubsystemID($0) }
            .filter { fleet[$0].minimum != .count(0) }
    }

    private func examine(_ subsystem: SubsystemID, _ history: FleetHistory) -> PromiseResult {
        let spec = history.fleet[subsystem]
        let minimum = spec.minimum.resolved(of: history.topology.capacity(of: subsystem))
        let steps = history.serving[subsystem.index]
        var lowest = history.topology.capacity(of: subsystem)
        var brokenAt: Instant?
        var brokenFor = TimeSpan.zero
        for (index, step) in steps.enumerated() {
            let until = index + 1 < steps.count ? steps[index + 1].at : history.end
            // A level that lasted no time was passed through on the way to another.
            guard until > step.at || index + 1 == steps.count else { continue }
            lowest = min(lowest, step.servers)
            guard step.servers < minimum else { continue }
            brokenAt = brokenAt ?? step.at
            brokenFor = brokenFor + (until - step.at)
        }
        return PromiseResult(
            promise: "capacity", subsystem: spec.name, isKept: brokenAt == nil, limit: minimum,
            worst: lowest, brokenAt: brokenAt, brokenFor: brokenFor)
    }
}
