internal import FumbleModel
internal import NIOCore

/// What becomes of the packets of one direction of a server's link.
///
/// Unlike a `DelayLine`, which holds bytes that TCP has promised, it says what a network does, and
/// leaves to TCP of both ends what it makes of it: a lost packet is lost.
///
/// Pure: instants are arguments, and chance is from streams of its own.
struct PacketLine {
    enum Fate: Equatable {
        case passes
        case isDropped(Reason)
        case isHeld(until: NIODeadline, delay: Int64)
    }

    enum Reason {
        /// By chance.
        case lost
        /// Nothing passes.
        case blocked
        /// The link is so far behind that a router would have no room for it.
        case overflow
    }

    private var jitters: RandomStream
    private var losses: RandomStream
    /// When the link has sent what it took on.
    private var free = NIODeadline.distantPast
    private var lastDue = NIODeadline.distantPast

    /// What waits for a slow link is worth at most so much of its time: a router's buffer.
    private static let longestQueue = TimeAmount.seconds(1)

    /// - Parameter name: of the server and the direction; the draws depend on the seed and on it.
    init(seed: UInt64, name: String) {
        jitters = RandomStream(seed: seed, name: "\(name)/jitter")
        losses = RandomStream(seed: seed, name: "\(name)/loss")
    }

    /// - Parameter size: in bytes.
    mutating func fate(
        of size: Int, at now: NIODeadline, under faults: LinkFaults, isPartitioned: Bool
    ) -> Fate {
        if isPartitioned || faults.isBlackHole { return .isDropped(.blocked) }
        if faults.loss > .none, losses.unit() < faults.loss.fraction { return .isDropped(.lost) }
        var due = now
        if let rate = faults.bandwidth?.bytesPerSecond {
            free = max(free, now)
            if free - now > Self.longestQueue { return .isDropped(.overflow) }
            free = free + .nanoseconds(Int64(Double(size) / rate * 1e9))
            due = free
        }
        if faults.delay > .zero { due = due + .nanoseconds(latency(under: faults)) }
        due = max(due, lastDue)
        guard due > now else { return .passes }
        lastDue = due
        return .isHeld(until: due, delay: (due - now).nanoseconds)
    }

    /// Under other faults nothing waits for what was before.
    mutating func forget() {
        (free, lastDue) = (.distantPast, .distantPast)
    }

    /// In nanoseconds.
    private mutating func latency(under faults: LinkFaults) -> Int64 {
        let swing =
            faults.jitter > .zero
            ? Double(faults.jitter.microseconds) * (2 * jitters.unit() - 1) : 0
        return faults.delay.microseconds * 1000 + Int64(swing * 1000)
    }
}
