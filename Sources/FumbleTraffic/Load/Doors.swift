internal import NIOCore

/// Where an operation's clients ask: at one server after the other, but for those that have not served
/// for so long that somebody has noticed.
struct Doors {
    private let ports: [UInt16]
    private let noticesAfter: TimeAmount
    private var next = 0

    /// - Parameter ports: at least one.
    init(_ ports: [UInt16], noticesAfter: TimeAmount) {
        self.ports = ports
        self.noticesAfter = noticesAfter
    }

    /// - Parameter downSince: of the ports that do not serve, since when.
    /// - Returns: a port; where all are left out, the next in turn all the same.
    mutating func pick(at now: NIODeadline, downSince: [UInt16: NIODeadline]) -> UInt16 {
        for step in ports.indices {
            let place = (next + step) % ports.count
            if let since = downSince[ports[place]], now - since >= noticesAfter { continue }
            next = place + 1
            return ports[place]
        }
        defer { next += 1 }
        return ports[next % ports.count]
    }
}
