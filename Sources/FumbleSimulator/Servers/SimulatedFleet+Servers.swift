internal import FumbleModel

/// What becomes of single servers.
extension SimulatedFleet {
    /// Takes servers out of service. Those that serve something go on with it while they drain.
    mutating func remove(_ numbers: [Int]) {
        var removed = 0
        for server in numbers {
            let condition = servers.condition[server]
            if condition == .draining || condition == .removed { continue }
            removed += 1
            let drain = spec.groups[roster.group(of: server)].drain.microseconds
            let serves = roster.instances(of: server).contains {
                instances.state[$0] == .serving
            }
            guard condition == .up, drain > 0, serves else {
                finishRemoval(of: server)
                continue
            }
            servers.set(server, to: .draining)
            for instance in roster.instances(of: server) {
                let isServing = instances.state[instance] == .serving
                change(instance, to: isServing ? .leaving : .down)
            }
            plan(.drained, of: server, after: drain)
        }
        removedCount += removed
        if removed > 0 { log.tell(.removed(servers: removed), at: now) }
    }

    /// A removed server is no longer known to those who route requests.
    mutating func finishRemoval(of server: Int) {
        servers.set(server, to: .removed)
        servers.endLife(of: server)
        for instance in roster.instances(of: server) {
            change(instance, to: .down)
            setUnnoticed(instance, false)
        }
    }

    /// Puts a removed server back, or stops its draining: then what it still serves goes on.
    mutating func add(_ server: Int) {
        switch servers.condition[server] {
        case .removed: bringUp(server)
        case .draining:
            servers.set(server, to: .up)
            for instance in roster.instances(of: server) {
                if instances.state[instance] == .leaving {
                    rejoin(instance)
                } else {
                    startAgain(instance)
                }
            }
        default: break
        }
    }

    mutating func restart(_ server: Int, age: Int64?) {
        switch servers.condition[server] {
        case .up, .draining, .hung, .crashed: bringUp(server, age: age)
        case .removed, .cutOff: break
        }
    }

    /// Starts all that a server carries.
    mutating func bringUp(_ server: Int, age: Int64? = nil) {
        servers.set(server, to: .up)
        servers.endLife(of: server)
        for instance in roster.instances(of: server) {
            startAgain(instance, age: age.map { max($0, 0) })
        }
    }

    /// Ends a server at once.
    ///
    /// - Parameters:
    ///   - startsItself: whether its own machine starts it again, if it is one that does.
    ///   - isTold: whether it says so to those who route requests, as one does that was asked to end.
    mutating func crash(_ server: Int, startsItself: Bool, isTold: Bool = false) {
        switch servers.condition[server] {
        case .crashed, .removed: return
        case .up, .draining, .hung, .cutOff: break
        }
        if isTold { notice(server) } else { die(server) }
        servers.set(server, to: .crashed)
        servers.endLife(of: server)
        for instance in roster.instances(of: server) { change(instance, to: .down) }
        let group = spec.groups[roster.group(of: server)]
        rebuildLater(server)
        if startsItself, let span = group.restartsAfter {
            plan(.startsItself, of: server, after: max(span.microseconds, 0))
        }
    }

    /// A server hangs or is cut off: what could serve waits, what was starting must start anew.
    mutating func lose(_ server: Int, as condition: Servers.Condition) {
        guard servers.condition[server] == .up else {
            servers.lose(server, alsoAs: condition)
            return
        }
        die(server)
        servers.set(server, to: condition)
        for instance in roster.instances(of: server) {
            switch instances.state[instance] {
            case .serving, .ready, .refusing: change(instance, to: .unreachable)
            case .stopped, .down, .broken: break
            default: change(instance, to: .unreachableUnstarted)
            }
        }
    }

    mutating func regain(_ server: Int, from condition: Servers.Condition) {
        if servers.regainInPart(server, from: condition) { return }
        guard servers.condition[server] == condition else { return }
        servers.set(server, to: .up)
        for instance in roster.instances(of: server) {
            switch instances.state[instance] {
            case .unreachable: rejoin(instance)
            case .unreachableUnstarted: startAgain(instance)
            default: break
            }
        }
    }

    /// An instance that was not stopped is back: it serves, unless its cell stopped meanwhile.
    mutating func rejoin(_ instance: Int) {
        if isHeldBack(instance) { return }
        let hasCells = facts[Int(roster.subsystemOf[instance])].hasCells
        if isCellLive(of: instance) {
            change(instance, to: .serving)
        } else {
            change(instance, to: hasCells ? .stopped : .ready)
        }
    }

    /// Requests go on being routed to a server that was serving, until that is noticed.
    private mutating func die(_ server: Int) {
        guard spec.noticesAfter.microseconds > 0 else { return }
        var wasServing = false
        for instance in roster.instances(of: server)
        where instances.state[instance] == .serving {
            setUnnoticed(instance, true)
            wasServing = true
        }
        guard wasServing else { return }
        servers.deaths[server] &+= 1
        plan(.noticed, of: server, after: spec.noticesAfter.microseconds)
    }

    mutating func notice(_ server: Int) {
        for instance in roster.instances(of: server) { setUnnoticed(instance, false) }
    }

    /// Spoils what servers hold of a subsystem: what runs stops and starts anew, with a full load.
    mutating func corrupt(_ numbers: [Int], of subsystem: Int) {
        var places: [Int] = []
        for server in numbers {
            guard let instance = roster.instance(of: subsystem, on: server) else { continue }
            instances.marks[instance].insert(.corrupt)
            places.append(Int(roster.placeOf[instance]))
            switch servers.condition[server] {
            case .up:
                if instances.state[instance] != .waitingForTurn { startAgain(instance) }
            case .draining: change(instance, to: .down)
            case .hung, .cutOff: change(instance, to: .unreachableUnstarted)
            case .removed, .crashed: break
            }
            forgetRole(of: instance)
        }
        tellLosses(at: places, of: subsystem)
    }

    /// Tells of what no copy is left that is not spoilt.
    mutating func tellLosses(at places: [Int], of subsystem: Int) {
        let lost = losses[subsystem].lose(places) { [roster, instances] place in
            instances.marks[roster.instance(of: subsystem, at: place)].contains(.corrupt)
        }
        guard lost > 0 else { return }
        log.tell(.writesLost(subsystem: SubsystemID(subsystem), objects: lost), at: now)
    }
}
