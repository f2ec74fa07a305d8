internal import FumbleModel

/// What configurations make of instances.
///
/// | it makes them | an instance that serves | one that starts, or starts later |
/// |---|---|---|
/// | slow | serves on, slowly | the same, once it serves |
/// | refuse | is up, out of service, and answers errors at once until that is noticed | the same |
/// | crash | ends, as in a crash of its process alone | ends when it has booted |
/// | fail to start | serves on | ends when it has booted |
///
/// One that has ended is not started again until it gets a configuration with which it can start, or
/// somebody restarts it. The good one ends all of this at once: those that refused serve again unless
/// their cell has stopped, and those that ended start.
extension SimulatedFleet {
    /// Gives servers a configuration, whatever they are doing.
    ///
    /// - Parameter only: the subsystem whose configuration it is; nil: of all that they carry.
    mutating func configure(
        _ numbers: [Int], of only: Int?, makes effect: ConfigEffect
    ) throws(FleetError) {
        if effect == .good && !configs.isInUse { return }
        if !configs.isInUse {
            configs.begin(factors: instances.pace.map { paces.factors[Int($0)] })
        }
        guard let number = configs.number(of: effect) else {
            throw .didNothing("too many different configurations")
        }
        var counts = [Int](repeating: 0, count: facts.count)
        for server in numbers {
            for instance in roster.instances(of: server) {
                let subsystem = Int(roster.subsystemOf[instance])
                guard only == nil || only == subsystem, configs.effect(on: instance) != effect
                else { continue }
                configs.set(instance, to: number)
                counts[subsystem] += 1
                try setPace(of: instance, to: configs.factor(of: instance))
                bite(instance, with: effect)
            }
        }
        for (subsystem, count) in counts.enumerated() where count > 0 {
            log.tell(
                .configured(subsystem: SubsystemID(subsystem), servers: count, makes: effect),
                at: now)
        }
    }

    /// Keeps an instance from serving that has come so far, if its configuration does.
    ///
    /// - Returns: whether it does.
    mutating func isHeldBack(_ instance: Int) -> Bool {
        switch configs.effect(on: instance) {
        case .refuse:
            change(instance, to: .refusing)
            return true
        case .crash:
            change(instance, to: .broken)
            return true
        case .good, .slow, .failToStart: return false
        }
    }

    /// Ends an instance that has just booted, if its configuration does not let it start.
    ///
    /// - Returns: whether it does not.
    mutating func endsAtStart(_ instance: Int) -> Bool {
        guard configs.effect(on: instance).preventsStart else { return false }
        log.failed(Int(roster.subsystemOf[instance]))
        change(instance, to: .broken)
        return true
    }

    /// Sets how many times as long each request takes an instance.
    mutating func setPace(of instance: Int, to factor: Double) throws(FleetError) {
        guard let new = paces.number(of: factor) else {
            throw .didNothing("too many different factors of slowness")
        }
        let subsystem = Int(roster.subsystemOf[instance])
        let old = instances.pace[instance]
        guard old != new else { return }
        makeRoomForPaces()
        instances.pace[instance] = new
        paces.move(from: old, to: new)
        if grain == .requests { openForRequests(instance) }
        isTrafficOpen = true
        guard instances.state[instance] == .serving else { return }
        standings[subsystem].servingAtPace[Int(old)] -= 1
        standings[subsystem].servingAtPace[Int(new)] += 1
    }

    mutating func makeRoomForPaces() {
        for subsystem in standings.indices {
            while standings[subsystem].servingAtPace.count < paces.factors.count {
                standings[subsystem].servingAtPace.append(0)
            }
        }
    }

    /// What the configuration it just got makes of an instance at once.
    private mutating func bite(_ instance: Int, with effect: ConfigEffect) {
        let server = Int(roster.serverOf[instance])
        let state = instances.state[instance]
        switch servers.condition[server] {
        case .removed, .crashed: return
        case .draining:
            if effect == .crash && state == .leaving { change(instance, to: .down) }
        case .hung, .cutOff:
            if state == .broken && !effect.preventsStart {
                change(instance, to: .unreachableUnstarted)
            }
        case .up: biteRunning(instance, state, with: effect)
        }
    }

    private mutating func biteRunning(
        _ instance: Int, _ state: InstanceState, with effect: ConfigEffect
    ) {
        if state == .broken {
            if !effect.preventsStart { startAgain(instance) }
            return
        }
        switch effect {
        case .refuse where state == .serving || state == .ready:
            change(instance, to: .refusing)
            if state == .serving { askUntilNoticed(instance) }
        case .crash where state.isRunning:
            change(instance, to: .broken)
            if state == .serving { askUntilNoticed(instance) }
        case .good, .slow, .failToStart:
            if state == .refusing { rejoin(instance) }
        case .refuse, .crash: return
        }
    }

    /// Requests go on being routed to an instance that serves no longer, until that is noticed.
    private mutating func askUntilNoticed(_ instance: Int) {
        guard spec.noticesAfter.microseconds > 0 else { return }
        let server = Int(roster.serverOf[instance])
        setUnnoticed(instance, true)
        servers.deaths[server] &+= 1
        plan(.noticed, of: server, after: spec.noticesAfter.microseconds)
    }
}
