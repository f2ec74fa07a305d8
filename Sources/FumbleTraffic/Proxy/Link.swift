internal import DequeModule
internal import FumbleModel
internal import NIOCore

/// One direction of a proxy's path: its faults, its counters, and the bandwidth that all its lanes
/// share.
///
/// A class: every connection's lane refers to the one link.
final class Link {
    private(set) var faults = LinkFaults.none
    private(set) var isPartitioned = false
    /// Whether bytes pass as they come, kept since each read asks.
    private(set) var isPlain = true
    /// How many bytes a lane may hold before its sender is blocked.
    private(set) var window = Link.largestWindow
    var counters = LinkCounters()

    let switchboard: Switchboard
    /// Lanes that have bytes for which the link must find time, each once.
    private var queue: Deque<Lane> = []
    /// When the link has sent what it took on.
    private var free = NIODeadline.distantPast
    private var timer: SwitchboardTimer?

    /// Linux lets a receive window grow to 6 MB.
    private static let largestWindow = 4 << 20
    private static let smallestWindow = 64 << 10
    /// A lane's turn is this long, in seconds, where that is a segment or more.
    private static let turn = 0.002
    private static let largestTurn = 64 << 10

    init(switchboard: Switchboard) {
        self.switchboard = switchboard
    }

    /// Whether nothing is delivered.
    var isBlocked: Bool { isPartitioned || faults.isBlackHole }

    var isPaced: Bool { faults.bandwidth != nil }

    /// Changes what is wrong; the lanes are to be replanned after it.
    func set(_ faults: LinkFaults, isPartitioned: Bool) {
        self.faults = faults
        self.isPartitioned = isPartitioned
        isPlain = !isBlocked && !isPaced && !faults.isTimed
        window = Self.window(under: faults)
        timer?.cancel()
        timer = nil
        free = .now()
        if isPaced {
            serve()
        } else {
            for lane in queue { lane.sendAllWaiting() }
            queue.removeAll()
        }
    }

    /// Lets a lane take turns until it has nothing that waits.
    func join(_ lane: Lane) {
        if queue.isEmpty { free = max(free, .now()) }
        queue.append(lane)
        if timer == nil { serve() }
    }

    /// Sends one turn of each lane in order for as long as the link is not behind the clock.
    private func serve() {
        timer = nil
        guard !isBlocked, let rate = faults.bandwidth?.bytesPerSecond else { return }
        let most = min(max(Int(rate * Self.turn), DelayLine.segmentSize), Self.largestTurn)
        while let lane = queue.first {
            guard free <= .now() else {
                timer = switchboard.schedule(at: free) { self.serve() }
                return
            }
            queue.removeFirst()
            let sent = lane.sendWaiting(upTo: most) { size in
                self.free = self.free + .nanoseconds(Int64(Double(size) / rate * 1e9))
                return self.free
            }
            if sent { queue.append(lane) }
        }
    }

    /// What the link carries in its delay and a second more, so that a slow one is not answered for
    /// minutes by what it took on in an instant.
    private static func window(under faults: LinkFaults) -> Int {
        guard let rate = faults.bandwidth?.bytesPerSecond else { return largestWindow }
        let carried = rate * (faults.delay.seconds + faults.jitter.seconds + 1)
        return Int(min(max(carried, Double(smallestWindow)), Double(largestWindow)))
    }
}
