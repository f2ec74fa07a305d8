import FumbleModel

/// What else one arm left behind: queues, times without sight, lost writes, capacity.
struct Aftermath {
    let dependents: [DependentVerdict]
    let blind: [BlindSpell]
    let writesLost: Int64
    let capacity: [CapacityCourse]
    let data: [DataVerdict]
    let writes: WritesRead?
    let load: LoadRecord?
    let actions: LengthSpread?

    init(of record: ArmRecord, fleet: FleetSpec, topology: Topology) {
        dependents = fleet.dependents.enumerated().map { index, spec in
            Self.dependent(index, named: spec.name, in: record)
        }
        blind = Self.blindSpells(in: record, fleet)
        writesLost = record.events.reduce(0) { sum, event in
            switch event.what {
            case .fleet(.writesLost(_, let objects)): sum + objects
            case .fleet(.read(let writes)): sum + Int64(writes.lost)
            default: sum
            }
        }
        writes =
            record.events.lazy.compactMap { event in
                if case .fleet(.read(let writes)) = event.what { writes } else { nil }
            }.first
        // Of an arm that is stopped it is told as the clients are sent away, in the rollback.
        load =
            record.told.lazy.compactMap { _, event in
                if case .fleet(.asked(let load)) = event.what { load } else { nil }
            }.first
        actions =
            record.events.lazy.compactMap { event in
                if case .acted(let late) = event.what { late } else { nil }
            }.first
        data = DataCourse.verdicts(in: record, fleet)
        capacity = fleet.subsystems.indices.compactMap { index in
            Self.capacity(SubsystemID(index), in: record, fleet, topology)
        }
    }

    /// Drained when its queue was worked off for the last time; nil while it still queues.
    private static func dependent(_ index: Int, named name: String, in record: ArmRecord)
        -> DependentVerdict
    {
        let from = record.injected ?? record.end
        let most = record.windows.filter { $0.end > from }
            .compactMap { $0.queued.indices.contains(index) ? $0.queued[index] : nil }
            .max()
        var drained: Instant?
        for event in record.events where event.at >= from {
            if event.what == .fleet(.queueing(dependent: index)) { drained = nil }
            if event.what == .fleet(.drained(dependent: index)) { drained = event.at }
        }
        return DependentVerdict(
            dependent: name, mostQueued: most ?? 0, timeToDrain: drained.map { $0 - from })
    }

    private static func blindSpells(in record: ArmRecord, _ fleet: FleetSpec) -> [BlindSpell] {
        var since = [Instant?](repeating: nil, count: fleet.subsystems.count)
        var spells: [BlindSpell] = []
        for event in record.events {
            guard case .fleet(.operable(let subsystem, let isOperable)) = event.what,
                since.indices.contains(subsystem.index)
            else { continue }
            let began = since[subsystem.index]
            if !isOperable, began == nil { since[subsystem.index] = event.at }
            if isOperable, let began {
                spells.append(
                    BlindSpell(subsystem: fleet[subsystem].name, from: began, until: event.at))
                since[subsystem.index] = nil
            }
        }
        for (index, began) in since.enumerated() {
            guard let began else { continue }
            spells.append(
                BlindSpell(subsystem: fleet.subsystems[index].name, from: began, until: nil))
        }
        return spells.sorted { $0.from < $1.from }
    }

    /// Only of a subsystem that has a minimum, or whose capacity changed.
    private static func capacity(
        _ subsystem: SubsystemID, in record: ArmRecord, _ fleet: FleetSpec, _ topology: Topology
    ) -> CapacityCourse? {
        let lowest = record.windows.compactMap { window in
            window.subsystems.indices.contains(subsystem.index)
                ? window.subsystems[subsystem.index].lowest : nil
        }
        let full = topology.capacity(of: subsystem)
        let minimum = fleet[subsystem].minimum.resolved(of: full)
        guard minimum > 0 || lowest.contains(where: { $0 != full }) else { return nil }
        return CapacityCourse(
            subsystem: fleet[subsystem].name, minimum: minimum, full: full, lowest: lowest)
    }
}
