package import FumbleModel

/// What can be done to the fleet.
///
/// A command does nothing to a server for which it makes no sense:
///
/// | verb | acts on servers that are |
/// |---|---|
/// | remove | up, hung, cut off, crashed (only those that are up drain) |
/// | add | removed, draining (which go on serving) |
/// | restart | up, draining, hung, crashed |
/// | crash, stop | up, draining, hung, cut off |
/// | start | crashed |
/// | hang, cut off | up, and cut off or hung: it is both then |
/// | resume, reconnect | hung, cut off; of one that is both, the other is left |
/// | slow | any; it stays with what is slowed until it is undone, through starts too |
/// | corrupt | any that carries the subsystem |
/// | delete data, restore | none: what all servers of the subsystem hold, in whatever state they are |
/// | configure | any; it stays with them until they get another configuration, through starts too |
///
/// "Up" is any server that is none of the others, also while it starts.
extension SimulatedFleet {
    /// Does one thing to the fleet, now.
    ///
    /// - Throws: `didNothing` for servers, subsystems or operations that do not exist, and factors
    ///   that are no factors.
    package mutating func apply(_ command: FleetCommand) throws(FleetError) {
        try makeSure(command)
        count(command)
        switch command {
        case .remove(let servers): remove(servers.map(\.index))
        case .add(let servers): for server in servers { add(server.index) }
        case .restart(let servers, let age):
            for server in servers { restart(server.index, age: age?.microseconds) }
        case .fullRestart(let subsystems): fullRestart(subsystems.map(\.index))
        case .crash(let servers):
            for server in servers { crash(server.index, startsItself: true) }
        case .stop(let servers):
            for server in servers { crash(server.index, startsItself: true, isTold: true) }
        case .start(let servers):
            for server in servers where self.servers.condition[server.index] == .crashed {
                bringUp(server.index)
            }
        case .hang(let servers): for server in servers { lose(server.index, as: .hung) }
        case .cutOff(let servers): for server in servers { lose(server.index, as: .cutOff) }
        case .resume(let servers): for server in servers { regain(server.index, from: .hung) }
        case .reconnect(let servers): for server in servers { regain(server.index, from: .cutOff) }
        case .slow(let servers, let subsystem, let factor):
            try slow(servers.map(\.index), of: subsystem?.index, by: factor)
        case .offer(let operation, let factor):
            offers[operation.index] = factor
            isTrafficOpen = true
        case .corrupt(let servers, let subsystem):
            corrupt(servers.map(\.index), of: subsystem.index)
        case .setNeed(let subsystem, let other, let isNeeded):
            needs.set(subsystem.index, on: other.index, isNeeded: isNeeded)
            work.areNeedsOpen = true
        case .deleteData(let share, let subsystem): deleteData(share, of: subsystem.index)
        case .restore(let subsystem): restore(subsystem.index)
        case .configure(let servers, let subsystem, let effect):
            try configure(servers.map(\.index), of: subsystem?.index, makes: effect)
        case .deny(let subsystem, let asker, let share):
            deny(subsystem.index, to: asker, share: share)
        case .withdraw(let operation, let share): withdraw(share, of: operation.index)
        case .setReach(let isReachable): setReach(isReachable)
        case .admit(let operation, let share): admit(share, of: operation.index)
        case .burden(let servers, .configDrift):
            try configure(servers.map(\.index), of: nil, makes: .failToStart)
        case .relieve(let servers, .configDrift):
            try configure(servers.map(\.index), of: nil, makes: .good)
        case .disturb, .soothe, .burden, .relieve, .call:
            throw .didNothing(
                "a simulated fleet has no \(command.lacksOnSimulated ?? "such thing")")
        }
        settle()
    }

    private mutating func count(_ command: FleetCommand) {
        let verb =
            switch command {
            case .remove: 0
            case .add: 1
            case .restart: 2
            case .fullRestart: 3
            case .crash: 4
            case .start: 5
            case .hang: 6
            case .resume: 7
            case .slow: 8
            case .cutOff: 9
            case .reconnect: 10
            case .offer: 11
            case .corrupt: 12
            case .setNeed: 13
            case .deleteData: 14
            case .restore: 15
            case .configure: 24
            case .deny: 25
            case .withdraw: 26
            case .setReach: 27
            case .admit: 28
            case .disturb: 29
            case .soothe: 30
            case .stop: 31
            case .burden: 32
            case .relieve: 33
            case .call: 34
            }
        counter.countCommand(verb, about: Subjects(command).all, at: now)
    }

    private func makeSure(_ command: FleetCommand) throws(FleetError) {
        let subjects = Subjects(command)
        if let server = subjects.servers.first(where: { !servers.condition.indices.contains($0) }) {
            throw .didNothing("there is no server \(server)")
        }
        if let subsystem = subjects.subsystems.first(where: { !facts.indices.contains($0) }) {
            throw .didNothing("there is no subsystem \(subsystem)")
        }
        if let operation = subjects.operation, !offers.indices.contains(operation) {
            throw .didNothing("there is no operation \(operation)")
        }
        switch command {
        case .slow(_, _, let factor) where !(factor > 0 && factor.isFinite),
            .offer(_, let factor) where !(factor >= 0 && factor.isFinite):
            throw .didNothing("\(factor) is no factor")
        case .deleteData(_, let subsystem) where spec[subsystem].state == nil:
            throw .didNothing("`\(spec[subsystem].name)` keeps no data")
        case .restore(let subsystem) where spec[subsystem].state?.copy == nil:
            throw .didNothing("there is no copy of `\(spec[subsystem].name)`")
        case .configure(_, _, .slow(let factor)) where !(factor > 0 && factor.isFinite):
            throw .didNothing("\(factor) is no factor")
        case .deny(_, _, let share), .withdraw(_, let share), .admit(_, let share):
            guard share >= .none && share <= .whole else {
                throw .didNothing("\(share) is no share of a whole")
            }
        default: break
        }
    }

    /// - Parameter only: the subsystem whose work is slowed; nil: all that the servers carry.
    private mutating func slow(_ numbers: [Int], of only: Int?, by factor: Double)
        throws(FleetError)
    {
        guard let new = paces.number(of: factor) else {
            throw .didNothing("too many different factors of slowness")
        }
        makeRoomForPaces()
        for server in numbers {
            for instance in roster.instances(of: server) {
                let subsystem = Int(roster.subsystemOf[instance])
                guard only == nil || only == subsystem else { continue }
                if configs.isInUse {
                    configs.slow(instance, by: factor)
                    try setPace(of: instance, to: configs.factor(of: instance))
                    continue
                }
                let old = instances.pace[instance]
                instances.pace[instance] = new
                paces.move(from: old, to: new)
                if grain == .requests { openForRequests(instance) }
                guard instances.state[instance] == .serving else { continue }
                standings[subsystem].servingAtPace[Int(old)] -= 1
                standings[subsystem].servingAtPace[Int(new)] += 1
            }
        }
        isTrafficOpen = true
    }
}
