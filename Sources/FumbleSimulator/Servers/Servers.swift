/// The state of every server, array by array, indexed by the server's number.
struct Servers: Sendable {
    private(set) var condition: [Condition]
    /// Raised by every change of condition: what was to happen to the server before is cancelled.
    private(set) var generation: [UInt32]
    /// Raised whenever it dies while requests are routed to it.
    var deaths: [UInt32]
    /// Raised whenever its time to failure begins anew, or is void.
    private(set) var lives: [UInt32]
    /// Whether it is cut off besides being hung.
    private(set) var isAlsoCutOff: [Bool]
    /// Whether a time to failure is running.
    private(set) var isAging: [Bool]

    /// What became of a server as a whole; up says nothing of what it carries.
    enum Condition: UInt8, Sendable {
        case up, draining, removed, crashed, hung, cutOff
    }

    init(count: Int) {
        condition = [Condition](repeating: .up, count: count)
        generation = [UInt32](repeating: 0, count: count)
        deaths = [UInt32](repeating: 0, count: count)
        lives = [UInt32](repeating: 0, count: count)
        isAging = [Bool](repeating: false, count: count)
        isAlsoCutOff = [Bool](repeating: false, count: count)
    }

    /// One that is lost in one way is lost in another, too.
    mutating func lose(_ server: Int, alsoAs other: Condition) {
        switch (condition[server], other) {
        case (.hung, .cutOff): isAlsoCutOff[server] = true
        case (.cutOff, .hung):
            set(server, to: .hung)
            isAlsoCutOff[server] = true
        default: break
        }
    }

    /// - Returns: whether it was lost in that way and is still lost in another.
    mutating func regainInPart(_ server: Int, from lost: Condition) -> Bool {
        guard isAlsoCutOff[server] else { return false }
        switch lost {
        case .cutOff: isAlsoCutOff[server] = false
        case .hung: set(server, to: .cutOff)
        default: return false
        }
        return true
    }

    mutating func beginLife(of server: Int) {
        lives[server] &+= 1
        isAging[server] = true
    }

    mutating func endLife(of server: Int) {
        guard isAging[server] else { return }
        lives[server] &+= 1
        isAging[server] = false
    }

    mutating func set(_ server: Int, to condition: Condition) {
        self.condition[server] = condition
        isAlsoCutOff[server] = false
        generation[server] &+= 1
    }
}
