import FumbleModel
import FumbleTraffic

/// What was counted on some of the ways to servers.
struct WayCounters: Sendable, Hashable {
    /// In both directions.
    var link = LinkCounters.zero
    /// Connections that were taken from those who ask; of packets nobody knows.
    var connections = 0

    static let zero = WayCounters()

    mutating func add(_ other: WayCounters) {
        link = link.adding(other.link)
        connections += other.connections
    }

    mutating func add(_ proxy: ProxyCounters) {
        link = link.adding(proxy.toServer.adding(proxy.toClient))
        connections += proxy.accepted
    }

    /// What was counted after an earlier look.
    func since(_ earlier: WayCounters) -> WayCounters {
        WayCounters(
            link: link.since(earlier.link), connections: connections - earlier.connections)
    }
}

extension LinkCounters {
    fileprivate func adding(_ other: LinkCounters) -> LinkCounters {
        var sum = self
        sum.bytesRead += other.bytesRead
        sum.bytesPassed += other.bytesPassed
        sum.bytesHeldBack += other.bytesHeldBack
        sum.bytesHeld += other.bytesHeld
        sum.piecesDelayed += other.piecesDelayed
        sum.delay = sum.delay + other.delay
        sum.segmentsLost += other.segmentsLost
        return sum
    }

    fileprivate func since(_ earlier: LinkCounters) -> LinkCounters {
        var rest = self
        rest.bytesRead -= earlier.bytesRead
        rest.bytesPassed -= earlier.bytesPassed
        rest.bytesHeldBack -= earlier.bytesHeldBack
        rest.piecesDelayed -= earlier.piecesDelayed
        rest.delay = rest.delay - earlier.delay
        rest.segmentsLost -= earlier.segmentsLost
        return rest
    }
}
