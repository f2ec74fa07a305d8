/// At most so many servers in any stretch of time so long.
package struct Pace: Hashable, Sendable {
    package let servers: Int
    package let per: TimeSpan

    package init(servers: Int, per: TimeSpan) {
        self.servers = servers
        self.per = per
    }
}

extension Pace: CustomStringConvertible {
    /// As people write it: `2 per 5m`.
    package var description: String { "\(servers) per \(per)" }
}
