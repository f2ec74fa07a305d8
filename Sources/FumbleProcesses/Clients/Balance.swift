import FumbleModel

/// Which server is asked next: one after the other, but for those that failed for so long that the
/// fleet has noticed; these are tried again now and then.
struct Balance: Sendable {
    let servers: [Int]
    private let noticesAfter: TimeSpan
    private var next = 0
    private var failing: [Failing?]

    private struct Failing: Sendable {
        let since: MonotonicTime
        var tried: MonotonicTime
    }

    /// How often a server that is left out is tried again.
    private static let pause = TimeSpan.seconds(1)

    init(_ servers: [Int], noticesAfter: TimeSpan) {
        self.servers = servers
        self.noticesAfter = noticesAfter
        failing = Array(repeating: nil, count: servers.count)
    }

    /// - Returns: the place of a server; where all are left out, the next in turn all the same.
    mutating func pick(at now: MonotonicTime) -> Int {
        for step in servers.indices {
            let place = (next + step) % servers.count
            guard let state = failing[place], now - state.since >= noticesAfter else {
                next = place + 1
                return place
            }
            if now - state.tried >= Self.pause {
                failing[place]?.tried = now
                next = place + 1
                return place
            }
        }
        next += 1
        return next % servers.count
    }

    mutating func note(_ place: Int, hasAnswered: Bool, at now: MonotonicTime) {
        if hasAnswered {
            failing[place] = nil
        } else if failing[place] == nil {
            failing[place] = Failing(since: now, tried: now)
        }
    }
}
