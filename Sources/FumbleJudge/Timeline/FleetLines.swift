import FumbleModel

/// What happened in the fleet; cells that stop together, and the phases of one start, as one line.
struct FleetLines {
    private let fleet: FleetSpec
    private var lines: [Timeline.Line] = []
    /// By subsystem: stopped cells, failed starts and phases that are not told yet.
    private var cells: [Spell?]
    private var failed: [Spell?]
    private var phases: [[StartPhase]]
    private var isStopped: [Bool]

    private struct Spell {
        let at: Instant
        var count: Int
    }

    init(fleet: FleetSpec) {
        self.fleet = fleet
        let count = fleet.subsystems.count
        cells = [Spell?](repeating: nil, count: count)
        failed = cells
        phases = [[StartPhase]](repeating: [], count: count)
        isStopped = [Bool](repeating: false, count: count)
    }

    /// All lines, with what was still being counted.
    var finished: [Timeline.Line] {
        var result = self
        for index in fleet.subsystems.indices { result.tellCounts(index) }
        return result.lines
    }

    mutating func add(_ what: FleetEvent.What, at: Instant) {
        switch what {
        case .serving, .removed: return
        case .cellStopped(let subsystem, _): count(1, in: \.cells, subsystem, at)
        case .startFailed(let subsystem, let servers):
            count(servers, in: \.failed, subsystem, at)
        case .stopped(let subsystem):
            isStopped[subsystem.index] = true
            phases[subsystem.index] = []
            tell("\(name(subsystem)) stops answering", at, .turn)
        case .began(let subsystem):
            isStopped[subsystem.index] = false
            tell("\(name(subsystem)) begins to serve", at, .turn)
        case .whole(let subsystem):
            tellCounts(subsystem.index)
            phases[subsystem.index] = []
            tell("\(name(subsystem)) is whole", at, .turn)
        case .phase(let subsystem, let phase, _): start(phase, of: subsystem, at)
        case .operable(let subsystem, let isOperable):
            tell(
                isOperable
                    ? "people can operate \(name(subsystem)) again"
                    : "people can no longer operate \(name(subsystem))", at, .event)
        case .queueing(let dependent): tell("\(dependentName(dependent)) queues", at, .detail)
        case .queueFull(let dependent):
            tell("the queue of \(dependentName(dependent)) is full", at, .event)
        case .drained(let dependent):
            tell("the queue of \(dependentName(dependent)) is worked off", at, .event)
        case .writesLost(let subsystem, let objects):
            tell("\(objects) acknowledged writes of \(name(subsystem)) are lost", at, .turn)
        }
    }

    private mutating func tell(_ text: String, _ at: Instant, _ weight: Timeline.Weight) {
        lines.append(Timeline.Line(at: at, text: text, weight: weight))
    }

    private mutating func count(
        _ more: Int, in list: WritableKeyPath<Self, [Spell?]>, _ subsystem: SubsystemID,
        _ at: Instant
    ) {
        var spell = self[keyPath: list][subsystem.index] ?? Spell(at: at, count: 0)
        spell.count += more
        self[keyPath: list][subsystem.index] = spell
    }

    private mutating func tellCounts(_ index: Int) {
        let spec = fleet.subsystems[index]
        if let spell = cells[index] {
            let of = spec.cells.map { " of \($0.count)" } ?? ""
            tell("\(spec.name): \(spell.count)\(of) cells stop below quorum", spell.at, .turn)
        }
        if let spell = failed[index] {
            tell("\(spec.name): \(Words.servers(spell.count)) fail to boot", spell.at, .detail)
        }
        cells[index] = nil
        failed[index] = nil
    }

    /// Each phase once, until the subsystem is whole or stops anew.
    private mutating func start(_ phase: StartPhase, of subsystem: SubsystemID, _ at: Instant) {
        guard !phases[subsystem.index].contains(phase) else { return }
        phases[subsystem.index].append(phase)
        tell(
            "\(name(subsystem)): first servers \(words(phase))", at,
            isStopped[subsystem.index] ? .detail : .aside)
    }

    private func words(_ phase: StartPhase) -> String {
        switch phase {
        case .boot: "boot"
        case .load: "load state"
        case .verify: "verify objects"
        case .replay: "replay the log"
        case .warm: "warm up"
        }
    }

    private func name(_ subsystem: SubsystemID) -> String { fleet[subsystem].name }

    private func dependentName(_ index: Int) -> String {
        fleet.dependents.indices.contains(index) ? fleet.dependents[index].name : "a dependent"
    }
}
