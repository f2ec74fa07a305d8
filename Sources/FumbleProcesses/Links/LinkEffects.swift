import FumbleModel
import FumbleTraffic

/// What counters say that a trouble did to the ways on which it stood.
struct LinkEffects: Sendable {
    let trouble: LinkTrouble
    /// Whether it was done to packets, and not by proxies.
    let isOnPackets: Bool
    let counted: WayCounters

    /// Whether it stood and nothing came its way.
    var isMiss: Bool {
        let link = counted.link
        return switch trouble {
        case .latency: link.piecesDelayed == 0
        case .loss: link.segmentsLost == 0
        case .bandwidth, .blackHole: link.bytesHeldBack == 0 && link.segmentsLost == 0
        case .partition:
            link.bytesHeldBack == 0 && link.segmentsLost == 0 && counted.connections == 0
        case .reset: false
        }
    }

    var words: String { isOnPackets ? onPackets : onConnections }

    private var onPackets: String {
        let link = counted.link
        return switch trouble {
        case .latency: "\(packets(link.piecesDelayed)) delayed, by \(link.delay) in all"
        case .loss: "\(packets(link.segmentsLost)) lost"
        case .bandwidth:
            "\(link.bytesHeldBack) of \(link.bytesRead) bytes held back, and "
                + "\(packets(link.segmentsLost)) dropped"
        case .blackHole, .partition: "\(packets(link.segmentsLost)) dropped"
        case .reset: "over"
        }
    }

    private var onConnections: String {
        let link = counted.link
        return switch trouble {
        case .latency: "\(link.piecesDelayed) pieces delayed, by \(link.delay) in all"
        case .loss: "\(link.segmentsLost) segments lost, which cost \(link.delay) in all"
        case .bandwidth, .blackHole: "\(link.bytesHeldBack) of \(link.bytesRead) bytes held back"
        // Proxies read no more than once: what they held back shows that they did, and not how much came.
        case .partition:
            "at least \(link.bytesHeldBack) bytes held back, and \(waiting) kept waiting"
        case .reset: "over"
        }
    }

    private var waiting: String {
        "\(counted.connections) new connection\(counted.connections == 1 ? "" : "s")"
    }

    private func packets(_ count: Int) -> String { "\(count) packet\(count == 1 ? "" : "s")" }
}
