internal import CTraffic
internal import DequeModule
internal import FumbleModel
internal import NIOCore

/// One of the ways to a server that has a network namespace: of those whose packets share one fate.
struct PacketWay {
    struct Direction {
        var line: PacketLine
        var faults = LinkFaults.none
        var counters = LinkCounters()
        /// In the order in which they are due.
        var held: Deque<(packet: packet, due: NIODeadline)> = []
    }

    /// By the number of its queue: to the server, and from it.
    var directions: [Direction]
    var faults = ProxyFaults.none

    static let directionCount = 2

    /// - Parameter name: of the server and the way; names its random streams.
    init(name: String, seed: UInt64) {
        directions = ["to-server", "to-client"].map { direction in
            Direction(line: PacketLine(seed: seed, name: "\(name)/packets/\(direction)"))
        }
    }

    mutating func set(_ faults: ProxyFaults) {
        self.faults = faults
        for (number, own) in [faults.toServer, faults.toClient].enumerated() {
            directions[number].faults = own
            directions[number].line.forget()
        }
    }

    var counters: ProxyCounters {
        ProxyCounters(toServer: directions[0].counters, toClient: directions[1].counters)
    }

    /// What becomes of a packet, which is counted and, if it is held, kept.
    mutating func take(_ packet: packet, in number: Int, at now: NIODeadline) -> PacketLine.Fate {
        let size = Int64(packet.length)
        let fate = directions[number].line.fate(
            of: Int(size), at: now, under: directions[number].faults,
            isPartitioned: faults.partition != nil)
        var counters = directions[number].counters
        counters.bytesRead += size
        switch fate {
        case .passes: counters.bytesPassed += size
        case .isDropped(let reason):
            counters.segmentsLost += 1
            if reason != .lost { counters.bytesHeldBack += size }
        case .isHeld(let due, let delay):
            directions[number].held.append((packet, due))
            counters.bytesHeld += size
            counters.bytesHeldBack += size
            counters.piecesDelayed += 1
            counters.delay = counters.delay + TimeSpan(microseconds: delay / 1000)
        }
        directions[number].counters = counters
        return fate
    }

    /// Takes the first packet of a direction that is held, if it is due.
    mutating func release(_ number: Int, until now: NIODeadline) -> packet? {
        guard let first = directions[number].held.first, first.due <= now else { return nil }
        directions[number].held.removeFirst()
        directions[number].counters.bytesHeld -= Int64(first.packet.length)
        directions[number].counters.bytesPassed += Int64(first.packet.length)
        return first.packet
    }

    /// When the first packet that is held is due; nil: none is.
    var nextDue: NIODeadline? { directions.compactMap(\.held.first?.due).min() }
}
