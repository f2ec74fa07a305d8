import FumbleModel

/// Servers that a fault ends together, until the last of them has ended.
struct EndCourse: Sendable {
    private var left: Set<ServerID>
    private let count: Int
    private let fault: String
    private let effect: String
    private let since: String
    private let at: Instant

    /// - Parameters:
    ///   - effect: what is to be told when all have ended, but for how long it took.
    ///   - since: from when that counts, such as `it was sent`.
    init(
        of servers: [ServerID], fault: String, effect: String, since: String, at instant: Instant
    ) {
        left = Set(servers)
        count = servers.count
        self.fault = fault
        self.effect = effect
        self.since = since
        at = instant
    }

    var isOver: Bool { left.isEmpty }

    /// - Returns: what the fault did, if this was the last.
    mutating func end(_ server: ServerID, at instant: Instant) -> BittenFault? {
        guard left.remove(server) != nil, left.isEmpty else { return nil }
        return BittenFault(
            fault: fault, servers: count,
            effect: "\(effect), the last \(instant - at) after \(since)")
    }
}
