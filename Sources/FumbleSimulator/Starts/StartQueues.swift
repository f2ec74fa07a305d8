/// Instances that wait to start, first come first served, subsystem by subsystem.
struct StartQueues: Sendable {
    /// Those that wait until all their subsystem needs to start answers.
    private var forNeed: [[Ticket]]
    private var forSlot: [[Ticket]]
    /// How many at the front of each `forSlot` have been served.
    private var served: [Int]
    /// Instances that entered a phase at this instant, whose length is not worked out yet.
    private var entering: [Ticket] = []

    /// A claim of an instance; void when the instance's generation has moved on.
    struct Ticket: Sendable {
        let instance: Int32
        let generation: UInt32
    }

    /// A queue that never empties forgets those served once there are so many of them.
    private static let mostServed = 1_024

    init(subsystems: Int) {
        forNeed = [[Ticket]](repeating: [], count: subsystems)
        forSlot = [[Ticket]](repeating: [], count: subsystems)
        served = [Int](repeating: 0, count: subsystems)
    }

    mutating func waitForNeed(_ ticket: Ticket, of subsystem: Int) {
        forNeed[subsystem].append(ticket)
    }

    mutating func waitForSlot(_ ticket: Ticket, of subsystem: Int) {
        forSlot[subsystem].append(ticket)
    }

    mutating func takeWaitingForNeed(of subsystem: Int) -> [Ticket] {
        var taken: [Ticket] = []
        swap(&taken, &forNeed[subsystem])
        return taken
    }

    mutating func nextForSlot(of subsystem: Int) -> Ticket? {
        guard served[subsystem] < forSlot[subsystem].count else { return nil }
        let ticket = forSlot[subsystem][served[subsystem]]
        served[subsystem] += 1
        if served[subsystem] == forSlot[subsystem].count {
            forSlot[subsystem].removeAll(keepingCapacity: false)
            served[subsystem] = 0
        } else if served[subsystem] >= Self.mostServed
            && served[subsystem] * 2 >= forSlot[subsystem].count
        {
            forSlot[subsystem].removeFirst(served[subsystem])
            served[subsystem] = 0
        }
        return ticket
    }

    mutating func enter(_ ticket: Ticket) { entering.append(ticket) }

    mutating func takeEntering() -> [Ticket] {
        var taken: [Ticket] = []
        swap(&taken, &entering)
        return taken
    }
}
