import FumbleModel

/// Something that fumble itself did to the fleet: a fault, or a change of load.
struct Deed: Sendable, Hashable {
    let number: Int
    let path: String
    let kind: String
    var commands: [FleetCommand]
    let undo: [FleetCommand]
    /// nil: when the method is over.
    let revertAt: Instant?
    /// Whether some of it has happened, or may have.
    var isInForce = false
}

/// The deeds that are not undone yet, in the order in which they were done.
struct DeedLedger: Sendable {
    private(set) var deeds: [Deed] = []
    private var lastNumber = 0

    /// - Returns: the deed's number.
    mutating func add(
        path: String, kind: String, commands: [FleetCommand], undo: [FleetCommand],
        revertAt: Instant?
    ) -> Int {
        lastNumber += 1
        deeds.append(
            Deed(
                number: lastNumber, path: path, kind: kind, commands: commands, undo: undo,
                revertAt: revertAt))
        return lastNumber
    }

    /// More is done of a deed than it began with.
    mutating func extend(_ number: Int, by commands: [FleetCommand]) {
        guard let place = deeds.firstIndex(where: { $0.number == number }) else { return }
        deeds[place].commands += commands
    }

    mutating func happened(_ number: Int) {
        guard let place = deeds.firstIndex(where: { $0.number == number }) else { return }
        deeds[place].isInForce = true
    }

    mutating func undone(_ number: Int) {
        deeds.removeAll { $0.number == number }
    }

    /// When the first deed that lasts for so long is to be reverted.
    var nextDue: Instant? { deeds.compactMap(\.revertAt).min() }

    func kind(of number: Int) -> String? { deeds.first { $0.number == number }?.kind }

    /// What undoes a deed, but for servers that others keep away in the same way: they come back when the
    /// last of those is undone. What others had set and it sets back is set again.
    ///
    /// - Parameter others: the deeds that stay, in the order in which they were done.
    static func undo(_ deed: Deed, leaving others: [Deed]) -> [FleetCommand] {
        let standing = others.filter { $0.number != deed.number && $0.isInForce }
            .flatMap(\.commands)
        var commands = deed.undo.compactMap { $0.leaving(away: standing) }
        for other in standing where other.isLevel {
            if deed.commands.contains(where: { $0.setsSameLevel(as: other) }) {
                commands.append(other)
            }
        }
        let started = Set(commands.filter(\.starts).flatMap { $0.absence?.servers ?? [] })
        return commands + standing.compactMap { $0.again(on: started) }
    }
}

/// A way in which servers are not there.
private enum Absence: Sendable, Hashable {
    case down, hung, cutOff, removed
}

extension FleetCommand {
    /// The absence that it brings about or ends, and whose; nil: none.
    fileprivate var absence: (what: Absence, servers: [ServerID], begins: Bool)? {
        switch self {
        case .crash(let ids), .stop(let ids): (.down, ids, true)
        case .hang(let ids): (.hung, ids, true)
        case .cutOff(let ids): (.cutOff, ids, true)
        case .remove(let ids): (.removed, ids, true)
        case .start(let ids): (.down, ids, false)
        case .resume(let ids): (.hung, ids, false)
        case .reconnect(let ids): (.cutOff, ids, false)
        case .add(let ids): (.removed, ids, false)
        default: nil
        }
    }

    /// Whether servers start anew by it, and with that end whatever else was done to their processes.
    fileprivate var starts: Bool {
        switch self {
        case .start, .add: true
        default: false
        }
    }

    /// The same for those servers alone that nothing else keeps away in the same way; nil: there are none.
    fileprivate func leaving(away standing: [FleetCommand]) -> FleetCommand? {
        guard let absence, !absence.begins else { return self }
        let kept = Set(
            standing.compactMap(\.absence).filter { $0.begins && $0.what == absence.what }
                .flatMap(\.servers))
        guard absence.servers.contains(where: kept.contains) else { return self }
        let left = absence.servers.filter { !kept.contains($0) }
        return left.isEmpty ? nil : on(left)
    }

    /// The same absence of those that have just been started; nil: it is none, or of none of them.
    fileprivate func again(on started: Set<ServerID>) -> FleetCommand? {
        guard let absence, absence.begins else { return nil }
        let servers = absence.servers.filter(started.contains)
        return servers.isEmpty ? nil : on(servers)
    }

    private func on(_ servers: [ServerID]) -> FleetCommand {
        switch self {
        case .crash: .crash(servers)
        case .stop: .stop(servers)
        case .hang: .hang(servers)
        case .cutOff: .cutOff(servers)
        case .remove: .remove(servers)
        case .start: .start(servers)
        case .resume: .resume(servers)
        case .reconnect: .reconnect(servers)
        case .add: .add(servers)
        default: self
        }
    }

    /// Whether it sets a number that a later one of its sort replaces.
    fileprivate var isLevel: Bool {
        switch self {
        case .offer, .slow, .configure, .deny, .withdraw, .disturb, .burden: true
        default: false
        }
    }

    fileprivate func setsSameLevel(as other: FleetCommand) -> Bool {
        switch (self, other) {
        case (.offer(let operation, _), .offer(let another, _)): operation == another
        case (.slow(let servers, let one, _), .slow(let others, let other, _)):
            (one == nil || other == nil || one == other)
                && servers.contains(where: others.contains)
        case (.disturb(let servers, let one, let ends), .disturb(let others, let other, let more)):
            one.word == other.word && ends == more && servers.contains(where: others.contains)
        case (.burden(let servers, let one), .burden(let others, let other)):
            one.setsSameLevel(as: other) && servers.contains(where: others.contains)
        case (.configure(let servers, let one, _), .configure(let others, let other, _)):
            (one == nil || other == nil || one == other)
                && servers.contains(where: others.contains)
        case (.deny(let one, let asker, _), .deny(let other, let another, _)):
            one == other && asker == another
        case (.withdraw(let operation, _), .withdraw(let another, _)): operation == another
        default: false
        }
    }
}

extension MachineTrouble {
    /// Two files can be changed at once; of anything else there is one.
    fileprivate func setsSameLevel(as other: MachineTrouble) -> Bool {
        switch (self, other) {
        case (.configDrift(let file, _, _), .configDrift(let another, _, _)): file == another
        default: word == other.word
        }
    }
}
