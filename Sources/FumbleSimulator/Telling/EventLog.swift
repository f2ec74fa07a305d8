internal import FumbleModel

/// What happened since it was last asked: single events as they come, tallies once an instant.
struct EventLog: Sendable {
    private var events: [FleetEvent] = []
    private var phases: [Int]
    private var failures: [Int]
    private var replacements = 0
    /// Subsystems with something to tell of this instant.
    private var touched: DirtyList
    /// What was last told of each subsystem.
    private var told: [Int]
    private var isWhole: [Bool]
    private var isOperable: [Bool]

    /// - Parameter isOperable: whether people can operate each subsystem at the start.
    init(capacities: [Int], isOperable: [Bool]) {
        self.isOperable = isOperable
        phases = [Int](repeating: 0, count: capacities.count * StartPhase.allCases.count)
        failures = [Int](repeating: 0, count: capacities.count)
        touched = DirtyList(count: capacities.count)
        told = capacities
        isWhole = [Bool](repeating: true, count: capacities.count)
    }

    mutating func tell(_ what: FleetEvent.What, at time: Int64) {
        events.append(FleetEvent(at: Instant(microseconds: time), what: what))
    }

    mutating func touch(_ subsystem: Int) { touched.insert(subsystem) }

    mutating func entered(_ phase: StartPhase, of subsystem: Int) {
        phases[subsystem * StartPhase.allCases.count + phase.place] += 1
        touched.insert(subsystem)
    }

    mutating func failed(_ subsystem: Int) {
        failures[subsystem] += 1
        touched.insert(subsystem)
    }

    mutating func replaced() { replacements += 1 }

    /// Ends an instant: tells, for each subsystem once, the phases entered, the boots that failed,
    /// and what serves if that is not what was told last.
    mutating func endInstant(_ standings: [Standing], _ facts: [SubsystemFacts], at time: Int64) {
        if replacements > 0 {
            tell(.replaced(servers: replacements), at: time)
            replacements = 0
        }
        if touched.isEmpty { return }
        for subsystem in touched.take() {
            let id = SubsystemID(subsystem)
            tellStarts(of: subsystem, at: time)
            let serving = standings[subsystem].serving
            if serving == told[subsystem] { continue }
            told[subsystem] = serving
            tell(.serving(subsystem: id, servers: serving), at: time)
            let isWholeNow = serving == facts[subsystem].capacity
            if isWholeNow && !isWhole[subsystem] { tell(.whole(subsystem: id), at: time) }
            isWhole[subsystem] = isWholeNow
        }
    }

    /// Tells which subsystems people can operate, if that is not what was told last.
    mutating func tellOperable(_ isOperable: [Bool], at time: Int64) {
        if isOperable == self.isOperable { return }
        for (subsystem, isNow) in isOperable.enumerated() where isNow != self.isOperable[subsystem]
        {
            tell(.operable(subsystem: SubsystemID(subsystem), isOperable: isNow), at: time)
        }
        self.isOperable = isOperable
    }

    mutating func take() -> [FleetEvent] {
        var taken: [FleetEvent] = []
        swap(&taken, &events)
        return taken
    }

    private mutating func tellStarts(of subsystem: Int, at time: Int64) {
        let id = SubsystemID(subsystem)
        if failures[subsystem] > 0 {
            tell(.startFailed(subsystem: id, servers: failures[subsystem]), at: time)
            failures[subsystem] = 0
        }
        for phase in StartPhase.allCases {
            let place = subsystem * StartPhase.allCases.count + phase.place
            if phases[place] == 0 { continue }
            tell(.phase(subsystem: id, phase: phase, servers: phases[place]), at: time)
            phases[place] = 0
        }
    }
}
