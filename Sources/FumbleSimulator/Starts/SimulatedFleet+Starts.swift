internal import FumbleModel

/// How an instance starts: it waits for what its subsystem needs to start, then for a slot, then
/// goes through the phases, and then serves or is ready.
extension SimulatedFleet {
    /// Stops an instance and has it start, whatever it was doing.
    ///
    /// - Parameter age: in microseconds, as though it had last started that long ago; nil: it is
    ///   the time since it last came up. The age is taken now, also if the start has to wait.
    mutating func startAgain(_ instance: Int, age: Int64? = nil) {
        instances.age[instance] =
            age ?? max(Horizon.difference(now, instances.lastStart[instance]), 0)
        instances.attempts[instance] = 0
        change(instance, to: .waitingForNeed)
        let subsystem = Int(roster.subsystemOf[instance])
        starts.waitForNeed(ticket(of: instance), of: subsystem)
        work.startable.insert(subsystem)
    }

    /// Lets those go on to wait for a slot whose needs to start are met now; a need that is lost
    /// later does not call them back.
    mutating func releaseWaiting() {
        for subsystem in work.startable.take() where needs.canStart(subsystem) {
            for ticket in starts.takeWaitingForNeed(of: subsystem) where isValid(ticket) {
                change(Int(ticket.instance), to: .waitingForSlot)
                starts.waitForSlot(self.ticket(of: Int(ticket.instance)), of: subsystem)
            }
            work.slots.insert(subsystem)
        }
    }

    mutating func grantSlots() {
        for subsystem in work.slots.take() {
            while standings[subsystem].starting < facts[subsystem].atOnce,
                let ticket = starts.nextForSlot(of: subsystem)
            {
                guard isValid(ticket) else { continue }
                change(Int(ticket.instance), to: .boot)
                starts.enter(self.ticket(of: Int(ticket.instance)))
            }
        }
    }

    /// Gives the phases entered at this instant their lengths; those of no length are over at once.
    ///
    /// - Returns: whether there were any, so that more may follow from them.
    mutating func enterPhases() -> Bool {
        let entering = starts.takeEntering()
        for ticket in entering where isValid(ticket) { enterPhase(Int(ticket.instance)) }
        return !entering.isEmpty
    }

    mutating func endPhase(of instance: Int) {
        if completePhase(of: instance) { starts.enter(ticket(of: instance)) }
    }

    private mutating func enterPhase(_ instance: Int) {
        let subsystem = Int(roster.subsystemOf[instance])
        while let phase = instances.state[instance].phase {
            if phase == .boot, let fails = facts[subsystem].fails {
                decideBoot(of: instance, subsystem, fails)
            }
            let length = length(of: phase, instance, subsystem)
            if length > 0 {
                log.entered(phase, of: subsystem)
                plan(.phaseOver, of: instance, after: length)
                return
            }
            if !completePhase(of: instance) { return }
        }
    }

    /// How long a phase takes, so many starting now.
    private func length(of phase: StartPhase, _ instance: Int, _ subsystem: Int) -> Int64 {
        let facts = facts[subsystem]
        var length = facts.freshTimes[phase].microseconds
        if phase == .boot, let boots = facts.boots { length = drawBoot(of: instance, from: boots) }
        if phase == .replay && spec.subsystems[subsystem].state?.log != nil {
            let age = TimeSpan(microseconds: instances.age[instance])
            let times = RestartTimes(
                of: spec.subsystems[subsystem], capacity: facts.capacity, age: age)
            length = times.replay.microseconds
        }
        let starting = standings[subsystem].starting
        guard let slowedAbove = facts.slowedAbove, starting > slowedAbove else { return length }
        return Horizon.scaled(length, by: starting, per: slowedAbove)
    }

    /// Ends the phase that an instance is in.
    ///
    /// - Returns: whether it entered another phase.
    private mutating func completePhase(of instance: Int) -> Bool {
        guard let phase = instances.state[instance].phase else { return false }
        if phase == .boot && endsAtStart(instance) { return false }
        if phase == .boot && endBoot(of: instance) { return bootAgain(instance) }
        if phase == .load { instances.marks[instance].remove(.corrupt) }
        if let next = phase.next {
            change(instance, to: InstanceState(next))
            return true
        }
        if !meters.isEmpty {
            let subsystem = Int(roster.subsystemOf[instance])
            meters.started(subsystem, before: instances.lastStart[instance], at: now)
        }
        instances.lastStart[instance] = now
        beginLife(of: Int(roster.serverOf[instance]))
        if isHeldBack(instance) { return false }
        change(instance, to: isCellLive(of: instance) ? .serving : .ready)
        return false
    }

    private func drawBoot(of instance: Int, from boots: Sampler) -> Int64 {
        let server = Int(roster.serverOf[instance])
        return chance.bootLength(
            boots, subsystem: Int(roster.subsystemOf[instance]), group: roster.group(of: server),
            numberInGroup: roster.numberInGroup(server), boot: instances.boots[instance])
    }

    /// Decides when a boot begins whether it will fail: by then all that start with it are counted.
    private mutating func decideBoot(of instance: Int, _ subsystem: Int, _ fails: FailingBoots) {
        let share = fails.share(
            age: TimeSpan(microseconds: instances.age[instance]),
            starting: standings[subsystem].starting)
        let server = Int(roster.serverOf[instance])
        let drawn = chance.draw(
            subsystem: subsystem, group: roster.group(of: server),
            numberInGroup: roster.numberInGroup(server), boot: instances.boots[instance] &+ 1)
        if drawn < share {
            instances.marks[instance].insert(.failing)
        } else {
            instances.marks[instance].remove(.failing)
        }
    }

    /// - Returns: whether the boot that is over failed.
    private mutating func endBoot(of instance: Int) -> Bool {
        instances.boots[instance] &+= 1
        instances.attempts[instance] += 1
        return instances.marks[instance].contains(.failing)
    }

    /// - Returns: whether it boots again: not after too many boots that failed.
    private mutating func bootAgain(_ instance: Int) -> Bool {
        log.failed(Int(roster.subsystemOf[instance]))
        if instances.attempts[instance] >= FailingBoots.mostBoots {
            crash(Int(roster.serverOf[instance]), startsItself: false)
            return false
        }
        change(instance, to: .boot)
        return true
    }
}
