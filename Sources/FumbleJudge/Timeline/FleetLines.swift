import FumbleModel

/// What happened in the fleet; what stops in one instant, and the phases of one start, as one line.
struct FleetLines {
    private let fleet: FleetSpec
    private var lines: [Timeline.Line] = []
    private var now = Instant.start
    /// The place of the event that is told of, and of the first that stopped something.
    private var event = 0
    private var stopEvent = 0
    /// Of this instant, and not told yet: whole subsystems, and cells by subsystem.
    private var stopped: [SubsystemID] = []
    private var cells: [Int]
    /// By subsystem: what it has been through since it was last whole.
    private var spells: [Spell]
    /// Primaries lost and promoted, instant by instant.
    private var roles: RoleLines

    private struct Spell {
        var hasStopped = false
        var phases: [StartPhase] = []
        var milestones: [String] = []
        var failed = 0
        var failedSince: Instant?
        var failedBy: Int?
        /// The line that says it begins to serve.
        var beganAt: Instant?
        var beganLine: Int?

        /// What was told of a start is told again of the next.
        mutating func stop() {
            hasStopped = true
            phases = []
            milestones = []
        }
    }

    init(fleet: FleetSpec) {
        self.fleet = fleet
        roles = RoleLines(fleet: fleet)
        cells = [Int](repeating: 0, count: fleet.subsystems.count)
        spells = [Spell](repeating: Spell(), count: fleet.subsystems.count)
    }

    /// All lines, with what was still being counted.
    var finished: [Timeline.Line] {
        var result = self
        result.tellStops()
        for index in fleet.subsystems.indices { result.tellFailures(index) }
        return result.lines + roles.lines
    }

    mutating func add(_ what: FleetEvent.What, at: Instant, _ place: Int) {
        if at != now { tellStops() }
        now = at
        event = place
        switch what {
        case .serving, .removed: return
        case .cellStopped(let subsystem, _):
            noteStop()
            cells[subsystem.index] += 1
        case .stopped(let subsystem):
            noteStop()
            stopped.append(subsystem)
        case .startFailed(let subsystem, let servers):
            spells[subsystem.index].failed += servers
            spells[subsystem.index].failedSince = spells[subsystem.index].failedSince ?? at
            spells[subsystem.index].failedBy = spells[subsystem.index].failedBy ?? place
        case .began(let subsystem):
            spells[subsystem.index].beganAt = at
            spells[subsystem.index].beganLine = lines.count
            tell("\(name(subsystem)) begins to serve", .event)
        case .whole(let subsystem): whole(subsystem)
        case .phase(let subsystem, let phase, _): start(phase, of: subsystem)
        case .milestone(let subsystem, let milestone, _): reach(milestone, subsystem)
        case .operable(let subsystem, let isOperable):
            tell(
                isOperable
                    ? "people can operate \(name(subsystem)) again"
                    : "people can no longer operate \(name(subsystem))", .turn, .consequence)
        case .queueing(let dependent):
            tell("\(dependentName(dependent)) queues", .detail, .consequence)
        case .queueFull(let dependent):
            tell("the queue of \(dependentName(dependent)) is full", .event, .consequence)
        case .drained(let dependent):
            tell("the queue of \(dependentName(dependent)) is worked off", .event, .consequence)
        case .writesLost(let subsystem, let objects):
            tell(
                "\(objects) acknowledged writes of \(name(subsystem)) are lost", .turn,
                .consequence)
        case .cacheCold(let subsystem, let hits): cold(subsystem, hits)
        case .cacheWarm(let subsystem, let hits):
            tell("\(name(subsystem)) is warm again: \(ratio(hits)) hit", .event)
        case .dataDeleted, .restoring, .restored, .nothingToRestore:
            if let text = DataLines.text(of: what, at: at, in: fleet) { tell(text, .turn) }
        case .primaryLost, .promoted: roles.add(what, at: at, place)
        case .primaryNamed(let subsystem, let server, let program):
            tell("\(server) is the primary of \(name(subsystem)), says \(program)", .event)
        case .replaced(let servers):
            tell("\(Words.servers(servers)) rebuilt elsewhere, with nothing on disk", .event)
        case .bit(let fault, let servers, let effect):
            let place = servers == 0 ? "" : " on \(Words.servers(servers))"
            tell("\(fault)\(place): \(effect)", .event, isOfFault: true)
        case .missed(let fault, let servers, let effect):
            let place = servers == 0 ? "" : " on \(Words.servers(servers))"
            tell("\(fault)\(place) never bit: \(effect)", .turn, isOfFault: true)
        case .read(let writes):
            let isLost = writes.lost > 0
            tell(ClientWords.text(of: writes), isLost ? .turn : .detail, .consequence)
        case .asked: return
        case .configured, .denied, .withdrawn, .reach, .admitted:
            guard let text = ReachWords(fleet).text(of: what) else { return }
            tell(text, .turn, .consequence)
        }
    }

    private mutating func tell(
        _ text: String, _ weight: Timeline.Weight, _ cause: Timeline.Cause = .subsystem,
        at: Instant? = nil, by place: Int? = nil, isOfFault: Bool = false
    ) {
        lines.append(
            Timeline.Line(
                at: at ?? now, text: text, weight: weight, cause: cause,
                trace: .event(place ?? event), isOfFault: isOfFault))
    }

    /// The first that stops in an instant is what its line tells of.
    private mutating func noteStop() {
        if stopped.isEmpty, cells.allSatisfy({ $0 == 0 }) { stopEvent = event }
    }

    /// What stopped in the instant that is over: cells first, then what stopped for want of them. A
    /// subsystem of one cell is that cell.
    private mutating func tellStops() {
        for (index, spec) in fleet.subsystems.enumerated() where cells[index] > 0 {
            if let count = spec.cells?.count, count > 1 {
                tell(
                    "\(spec.name): \(cells[index]) of \(count) cells stop below quorum", .turn,
                    by: stopEvent)
            }
            cells[index] = 0
            spells[index].stop()
        }
        guard !stopped.isEmpty else { return }
        let inOrder = fleet.subsystems.indices.filter { stopped.contains(SubsystemID($0)) }
        let verb = inOrder.count == 1 ? "stops" : "stop"
        tell(
            "\(Words.list(inOrder.map { fleet.subsystems[$0].name })) \(verb) answering", .turn,
            by: stopEvent)
        for index in inOrder { spells[index].stop() }
        stopped = []
    }

    private mutating func tellFailures(_ index: Int) {
        let spell = spells[index]
        guard let since = spell.failedSince else { return }
        let servers = Words.servers(spell.failed)
        tell(
            "\(fleet.subsystems[index].name): \(servers) fail to boot", .detail, at: since,
            by: spell.failedBy)
    }

    /// Beginning to serve and being whole, in one instant, is one thing.
    private mutating func whole(_ subsystem: SubsystemID) {
        tellFailures(subsystem.index)
        let spell = spells[subsystem.index]
        spells[subsystem.index] = Spell()
        if let line = spell.beganLine, spell.beganAt == now {
            lines[line] = Timeline.Line(
                at: now, text: "\(name(subsystem)) begins to serve, and is whole", weight: .event,
                cause: .subsystem, trace: lines[line].trace)
        } else {
            tell("\(name(subsystem)) is whole", spell.hasStopped ? .event : .detail)
        }
    }

    /// Each phase once, until the subsystem is whole or stops anew.
    private mutating func start(_ phase: StartPhase, of subsystem: SubsystemID) {
        let spell = spells[subsystem.index]
        guard !spell.phases.contains(phase) else { return }
        spells[subsystem.index].phases.append(phase)
        let heaviest: Timeline.Weight = spell.phases.isEmpty ? .event : .detail
        tell(
            "\(name(subsystem)): first servers \(words(phase))",
            spell.hasStopped ? heaviest : .aside)
    }

    /// Each milestone once, as phases are.
    private mutating func reach(_ milestone: String, _ subsystem: SubsystemID) {
        let spell = spells[subsystem.index]
        guard !spell.milestones.contains(milestone) else { return }
        spells[subsystem.index].milestones.append(milestone)
        tell(
            "\(name(subsystem)): first servers say `\(milestone)`",
            spell.hasStopped ? .detail : .aside)
    }

    /// The cache forgot; its hit ratio follows in millionths.
    private mutating func cold(_ subsystem: SubsystemID, _ hits: Int64) {
        let protected = fleet[subsystem].cache.map { ", the rest goes to \(name($0.protects))" }
        tell(
            "\(name(subsystem)) is cold: \(ratio(hits)) hit\(protected ?? "")", .turn, .consequence)
    }

    private func ratio(_ hitsPerMillion: Int64) -> String {
        Share(partsPerMillion: (hitsPerMillion + 500) / 1_000 * 1_000).description
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
