import FumbleModel

/// What a recovery was made of, read off the events: people first, then servers by phase, then queues.
struct StageReader {
    private let record: ArmRecord
    private let fleet: FleetSpec
    private let names: FleetNames

    init(_ record: ArmRecord, fleet: FleetSpec) {
        self.record = record
        self.fleet = fleet
        names = FleetNames(fleet)
    }

    var stages: [RecoveryStage] {
        guard record.injected != nil else { return [] }
        let starts = fleet.subsystems.indices.flatMap { index in
            StartPhases(of: SubsystemID(index), in: fleet, record).stages
        }
        return people + starts + drains
    }

    private var people: [RecoveryStage] {
        let seen = place { if case .seen = $0 { true } else { false } }
        let responded = place { if case .responded = $0 { true } else { false } }
        let began = place { what in
            switch what {
            case .injected, .typed: true
            default: false
            }
        }
        guard let began, let seen else { return [] }
        let detect = RecoveryStage(kind: .detect, of: nil, spells: [spell(began, seen)])
        guard let responded, responded >= seen else { return [detect] }
        return [
            detect, RecoveryStage(kind: .decide, of: nil, spells: [spell(seen, responded)]),
        ]
    }

    /// The first event of a sort since `injected`.
    private func place(where fits: (RunEvent.What) -> Bool) -> Int? {
        guard let injected = record.injected else { return nil }
        return record.events.firstIndex { $0.at >= injected && fits($0.what) }
    }

    private func spell(_ first: Int, _ last: Int) -> RecoveryStage.Spell {
        RecoveryStage.Spell(
            from: record.events[first].at, until: record.events[last].at, begins: .event(first),
            ends: .event(last))
    }

    /// From the window at whose end a queue was longest until it was worked off.
    private var drains: [RecoveryStage] {
        names.dependents.enumerated().compactMap { index, name in
            let queued = record.windows.map { window in
                window.queued.indices.contains(index) ? window.queued[index] : 0
            }
            guard let most = queued.max(), most > 0, let fullest = queued.firstIndex(of: most)
            else { return nil }
            let from = record.windows[fullest].end
            let drained = record.events.indices.first { place in
                record.events[place].at >= from
                    && record.events[place].what == .fleet(.drained(dependent: index))
            }
            let until = drained.map { record.events[$0].at } ?? record.end
            guard until > from else { return nil }
            let spell = RecoveryStage.Spell(
                from: from, until: until, isCutOff: drained == nil, begins: .window(fullest),
                ends: drained.map(Trace.event))
            return RecoveryStage(kind: .drain, of: name, spells: [spell])
        }
    }
}

/// The times in which servers of one subsystem were in each phase of their start, since `injected`.
///
/// Events say how many servers enter a phase; they leave the phase before it. Those that begin to
/// serve, or whose start failed, leave the last phase that any is in; so do those that must be done for
/// others to begin where only so many may start at once.
private struct StartPhases {
    private let name: String
    private let phases = StartPhase.allCases
    private var inside: [Int]
    private var began: [(at: Instant, place: Int)?]
    private var spells: [[RecoveryStage.Spell]]
    private var serving: Int
    private let atOnce: Int?
    /// Servers whose start is over, and that do not serve yet.
    private var ready = 0

    init(of subsystem: SubsystemID, in fleet: FleetSpec, _ record: ArmRecord) {
        name = fleet[subsystem].name
        atOnce = fleet[subsystem].restart.atOnce
        inside = phases.map { _ in 0 }
        began = phases.map { _ in nil }
        spells = phases.map { _ in [] }
        serving = .max
        guard let injected = record.injected else { return }
        for (place, event) in record.events.enumerated() where event.at >= injected {
            guard case .fleet(let what) = event.what else { continue }
            take(what, of: subsystem, at: event.at, place)
        }
        for phase in phases.indices where inside[phase] > 0 { end(phase, at: record.end, nil) }
    }

    var stages: [RecoveryStage] {
        zip(phases, spells).compactMap { phase, spells in
            guard !spells.isEmpty, let kind = RecoveryStage.Kind(rawValue: phase.rawValue) else {
                return nil
            }
            return RecoveryStage(kind: kind, of: name, spells: spells)
        }
    }

    private mutating func take(
        _ what: FleetEvent.What, of subsystem: SubsystemID, at: Instant, _ place: Int
    ) {
        switch what {
        case .phase(subsystem, let phase, let servers):
            guard let index = phases.firstIndex(of: phase) else { return }
            if index == 0 { makeRoom(for: servers, at: at, place) }
            leave(before: index, servers, at: at, place)
            if inside[index] == 0 { began[index] = (at, place) }
            inside[index] += servers
        case .serving(subsystem, let servers):
            let more = servers > serving ? servers - serving : 0
            leave(before: phases.count, max(more - ready, 0), at: at, place)
            ready = max(ready - more, 0)
            serving = servers
        case .startFailed(subsystem, let servers):
            leave(before: phases.count, servers, at: at, place)
        case .whole(subsystem), .stopped(subsystem):
            leave(before: phases.count, .max, at: at, place)
            ready = 0
        default: return
        }
    }

    private mutating func makeRoom(for servers: Int, at: Instant, _ place: Int) {
        guard let atOnce else { return }
        let surplus = inside.reduce(0, +) + servers - atOnce
        guard surplus > 0 else { return }
        ready += min(surplus, inside.reduce(0, +))
        leave(before: phases.count, surplus, at: at, place)
    }

    /// So many servers leave the last phases before one that any are in.
    private mutating func leave(before limit: Int, _ servers: Int, at: Instant, _ place: Int) {
        var left = servers
        for index in (0..<limit).reversed() where inside[index] > 0 && left > 0 {
            let leaving = min(inside[index], left)
            inside[index] -= leaving
            left -= leaving
            if inside[index] == 0 { end(index, at: at, place) }
        }
    }

    private mutating func end(_ index: Int, at: Instant, _ place: Int?) {
        guard let first = began[index] else { return }
        began[index] = nil
        guard at > first.at else { return }
        spells[index].append(
            RecoveryStage.Spell(
                from: first.at, until: at, isCutOff: place == nil, begins: .event(first.place),
                ends: place.map(Trace.event)))
    }
}
