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

    /// What undoes a deed, and sets again what others had set and it sets back.
    ///
    /// - Parameter others: the deeds that stay, in the order in which they were done.
    static func undo(_ deed: Deed, leaving others: [Deed]) -> [FleetCommand] {
        var commands = deed.undo
        for other in others where other.number != deed.number && other.isInForce {
            for level in other.commands where level.isLevel {
                if deed.commands.contains(where: { $0.setsSameLevel(as: level) }) {
                    commands.append(level)
                }
            }
        }
        return commands
    }
}

extension FleetCommand {
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
