internal import FumbleModel

/// The one place where an instance changes its state, and every tally with it.
extension SimulatedFleet {
    /// Also cancels whatever was to happen to the instance.
    mutating func change(_ instance: Int, to new: InstanceState) {
        let old = instances.state[instance]
        let subsystem = Int(roster.subsystemOf[instance])
        instances.generation[instance] &+= 1
        instances.state[instance] = new
        if grain == .requests { openForRequests(instance) }
        if hasCaches { remember(instance, of: subsystem, as: new) }
        leave(old, instance, subsystem)
        enter(new, instance, subsystem)
        if old.phase != nil && new.phase == nil { work.slots.insert(subsystem) }
        if instances.marks[instance].contains(.awaited) && new.endsStart {
            instances.marks[instance].remove(.awaited)
            arrive(subsystem)
        }
    }

    private mutating func leave(_ old: InstanceState, _ instance: Int, _ subsystem: Int) {
        switch old {
        case .serving: countServing(instance, subsystem, by: -1)
        case .ready: countReady(instance, subsystem, by: -1)
        case .leaving: standings[subsystem].leaving -= 1
        case .boot, .load, .verify, .replay, .warm: standings[subsystem].starting -= 1
        default: break
        }
    }

    private mutating func enter(_ new: InstanceState, _ instance: Int, _ subsystem: Int) {
        switch new {
        case .serving:
            countServing(instance, subsystem, by: 1)
            setUnnoticed(instance, false)
        case .ready: countReady(instance, subsystem, by: 1)
        case .leaving: standings[subsystem].leaving += 1
        case .boot, .load, .verify, .replay, .warm: standings[subsystem].starting += 1
        default: break
        }
    }

    private mutating func countServing(_ instance: Int, _ subsystem: Int, by one: Int) {
        standings[subsystem].serving += one
        let pace = Int(instances.pace[instance])
        standings[subsystem].servingAtPace[pace] += one
        let cell = facts[subsystem].cell(of: Int(roster.placeOf[instance]))
        cells[cell].serving += Int32(one)
        if one < 0 {
            if Int(cells[cell].serving) < facts[subsystem].quorum { work.weakCells.insert(cell) }
            if standings[subsystem].serving == 0 { work.standings.insert(subsystem) }
        }
        if seats.has(subsystem) { noteRole(of: instance, subsystem, serves: one > 0) }
        log.touch(subsystem)
        isTrafficOpen = true
    }

    /// A cell that just has enough ready replicas counts whole, further ones one by one.
    private mutating func countReady(_ instance: Int, _ subsystem: Int, by one: Int) {
        let cell = facts[subsystem].cell(of: Int(roster.placeOf[instance]))
        let fewest = facts[subsystem].fewestReady
        let before = Int(cells[cell].ready)
        cells[cell].ready += Int32(one)
        let after = before + one
        standings[subsystem].readyToServe +=
            (after >= fewest ? after : 0) - (before >= fewest ? before : 0)
        if one > 0 && after >= fewest {
            work.wakingCells.insert(cell)
            work.standings.insert(subsystem)
        }
    }

    /// Marks an instance as dead with requests still routed to it, or as that no longer.
    mutating func setUnnoticed(_ instance: Int, _ isUnnoticed: Bool) {
        guard instances.marks[instance].contains(.unnoticed) != isUnnoticed else { return }
        if isUnnoticed {
            instances.marks[instance].insert(.unnoticed)
        } else {
            instances.marks[instance].remove(.unnoticed)
        }
        standings[Int(roster.subsystemOf[instance])].unnoticed += isUnnoticed ? 1 : -1
        if grain == .requests { openForRequests(instance) }
        isTrafficOpen = true
    }

    func ticket(of instance: Int) -> StartQueues.Ticket {
        StartQueues.Ticket(
            instance: Int32(instance), generation: instances.generation[instance])
    }

    func isValid(_ ticket: StartQueues.Ticket) -> Bool {
        instances.generation[Int(ticket.instance)] == ticket.generation
    }
}
