internal import DequeModule
internal import NIOCore

/// The exchanges of one operation in the order in which their deadlines come, which is the order in
/// which they were begun since all wait equally long.
///
/// A timer for each would have to be found among all others when it is taken back.
struct DeadlineQueue {
    private var entries: Deque<(deadline: NIODeadline, exchange: Exchange)> = []

    /// When there may next be an exchange to end; nil: there is none.
    var next: NIODeadline? { entries.first?.deadline }

    mutating func append(_ exchange: Exchange, deadline: NIODeadline) {
        entries.append((deadline, exchange))
    }

    /// Takes the exchanges whose time is over and that have not ended.
    mutating func takeExpired(at now: NIODeadline) -> [Exchange] {
        var expired: [Exchange] = []
        while let first = entries.first, first.exchange.hasEnded || first.deadline <= now {
            if !first.exchange.hasEnded { expired.append(first.exchange) }
            entries.removeFirst()
        }
        return expired
    }
}
