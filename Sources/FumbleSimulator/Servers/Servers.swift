/// The state of every server, array by array, indexed by the server's number.
struct Servers: Sendable {
    private(set) var condition: [Condition]
    /// Raised by every change of condition: what was to happen to the server before is cancelled.
    private(set) var generation: [UInt32]
    /// Raised whenever it dies while requests are routed to it.
    var deaths: [UInt32]
    /// Which of the factors of slowness is in force.
    var pace: [UInt16]

    /// What became of a server as a whole; up says nothing of what it carries.
    enum Condition: UInt8, Sendable {
        case up, draining, removed, crashed, hung, cutOff
    }

    init(count: Int) {
        condition = [Condition](repeating: .up, count: count)
        generation = [UInt32](repeating: 0, count: count)
        deaths = [UInt32](repeating: 0, count: count)
        pace = [UInt16](repeating: 0, count: count)
    }

    mutating func set(_ server: Int, to condition: Condition) {
        self.condition[server] = condition
        generation[server] &+= 1
    }
}
