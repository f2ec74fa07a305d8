internal import FumbleModel

/// What a command is about, as numbers.
struct Subjects: Sendable {
    var servers: [Int] = []
    var subsystems: [Int] = []
    var operation: Int?
    /// Anything else that makes it another command.
    private var rest: [Int] = []

    init(_ command: FleetCommand) {
        switch command {
        case .remove(let list), .add(let list), .crash(let list), .stop(let list),
            .start(let list), .hang(let list), .resume(let list), .cutOff(let list),
            .reconnect(let list):
            servers = list.map(\.index)
        case .disturb(let list, _, from: _), .soothe(let list, _, from: _), .burden(let list, _),
            .relieve(let list, _):
            servers = list.map(\.index)
        case .restart(let list, let age):
            servers = list.map(\.index)
            rest = [Int(age?.microseconds ?? -1)]
        case .fullRestart(let list): subsystems = list.map(\.index)
        case .slow(let list, let subsystem, let factor):
            servers = list.map(\.index)
            subsystems = subsystem.map { [$0.index] } ?? []
            rest = [Int(bitPattern: UInt(factor.bitPattern))]
        case .offer(let id, let factor):
            operation = id.index
            rest = [Int(bitPattern: UInt(factor.bitPattern))]
        case .corrupt(let list, let subsystem):
            servers = list.map(\.index)
            subsystems = [subsystem.index]
        case .setNeed(let subsystem, let other, let isNeeded):
            subsystems = [subsystem.index, other.index]
            rest = [isNeeded ? 1 : 0]
        case .deleteData(let share, let subsystem):
            subsystems = [subsystem.index]
            rest = [Int(share.partsPerMillion)]
        case .restore(let subsystem): subsystems = [subsystem.index]
        case .configure(let list, let subsystem, let effect):
            servers = list.map(\.index)
            subsystems = subsystem.map { [$0.index] } ?? []
            rest = Self.numbers(of: effect)
        case .deny(let subsystem, let asker, let share):
            subsystems = [subsystem.index]
            switch asker {
            case .clients: rest = [0]
            case .operators: rest = [1]
            case .subsystem(let other):
                subsystems.append(other.index)
                rest = [2]
            }
            rest.append(Int(share.partsPerMillion))
        case .withdraw(let id, let share), .admit(let id, let share):
            operation = id.index
            rest = [Int(share.partsPerMillion)]
        case .setReach(let isReachable): rest = [isReachable ? 1 : 0]
        // What a tool does is done to real servers alone.
        case .call: break
        }
    }

    private static func numbers(of effect: ConfigEffect) -> [Int] {
        switch effect {
        case .good: [0]
        case .slow(let factor): [1, Int(bitPattern: UInt(factor.bitPattern))]
        case .refuse: [2]
        case .crash: [3]
        case .failToStart: [4]
        }
    }

    var all: [Int] { servers + subsystems + (operation.map { [$0] } ?? []) + rest }
}
