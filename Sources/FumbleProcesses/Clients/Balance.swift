import FumbleModel

/// Which server is asked next: one after the other, but for those that have not served for so long
/// that the fleet's health check has noticed.
struct Balance: Sendable {
    /// Servers by their numbers.
    let servers: [Int]
    private let noticesAfter: TimeSpan
    private var next = 0

    init(_ servers: [Int], noticesAfter: TimeSpan) {
        self.servers = servers
        self.noticesAfter = noticesAfter
    }

    /// - Parameter downSince: of every server of the fleet, since when it does not serve; nil: it does.
    /// - Returns: a place in `servers`; where all are left out, the next in turn all the same.
    mutating func pick(at now: MonotonicTime, downSince: [MonotonicTime?]) -> Int {
        for step in servers.indices {
            let place = (next + step) % servers.count
            if let since = downSince[servers[place]], now - since >= noticesAfter { continue }
            next = place + 1
            return place
        }
        defer { next += 1 }
        return next % servers.count
    }
}
