package import FumbleModel

/// What is wrong with one direction of a proxy's path.
///
/// The proxy sits between two TCP connections, so the bytes of each arrive in order and all of them,
/// as TCP promises. What a lossy or slow network does to TCP is therefore done to time:
///
/// - `delay` and `jitter`: what was read at once arrives later by the delay and a draw from -jitter to
///   +jitter, each as likely, and never overtakes. The handshake of a new connection is not delayed.
/// - `loss`: each segment (at most 1,460 bytes of what was read at once) is lost with this chance, and
///   its retransmissions too. It arrives after the timeouts that this costs, 1, 3, 7 … times
///   `retransmitAfter` for 1, 2, 3 … losses in a row, and all that follows waits behind it. Fast
///   retransmission is not modelled: every loss costs a timeout, as it does in short exchanges.
/// - `bandwidth`: shared by all connections of the proxy, in turn.
///
/// - `isBlackHole`: nothing arrives, and the sender is not told. When it is healed all of it arrives,
///   as retransmissions would.
///
/// Of each connection at most 4 MiB are on their way, as in a TCP window; then its sender is blocked.
package struct LinkFaults: Sendable, Hashable {
    /// From none to 10 minutes.
    package var delay: TimeSpan
    /// From none to the delay.
    package var jitter: TimeSpan
    /// From none to 99 %; what loses everything is a black hole.
    package var loss: Share
    /// From 1 ms to 1 minute; Linux waits at least 200 ms.
    package var retransmitAfter: TimeSpan
    /// From 1 kB/s to 100 GB/s; nil: as fast as the machine.
    package var bandwidth: ByteRate?
    package var isBlackHole: Bool

    package init(
        delay: TimeSpan = .zero, jitter: TimeSpan = .zero, loss: Share = .none,
        retransmitAfter: TimeSpan = .milliseconds(200), bandwidth: ByteRate? = nil,
        isBlackHole: Bool = false
    ) {
        self.delay = delay
        self.jitter = jitter
        self.loss = loss
        self.retransmitAfter = retransmitAfter
        self.bandwidth = bandwidth
        self.isBlackHole = isBlackHole
    }

    package static let none = LinkFaults()

    /// Whether bytes take their time: neither at once nor never.
    var isTimed: Bool { delay > .zero || loss > .none }

    /// The first field that is out of its range; nil: all are in theirs.
    ///
    /// - Parameter direction: comes before each field's name.
    func mistake(in direction: String) -> WrongSetting? {
        func wrong(_ field: String, _ value: Any, _ range: String) -> WrongSetting {
            WrongSetting(field: "\(direction).\(field)", value: "\(value)", range: range)
        }
        if delay < .zero || delay > Self.longestDelay {
            return wrong("delay", delay, "from 0s to \(Self.longestDelay)")
        }
        if jitter < .zero || jitter > delay {
            return wrong("jitter", jitter, "from 0s to the delay, which is \(delay)")
        }
        if loss < .none || loss > Self.highestLoss {
            return wrong("loss", loss, "from 0% to \(Self.highestLoss)")
        }
        if retransmitAfter < Self.soonestRetransmit || retransmitAfter > Self.latestRetransmit {
            return wrong(
                "retransmitAfter", retransmitAfter,
                "from \(Self.soonestRetransmit) to \(Self.latestRetransmit)")
        }
        // Asked so that what is not a number is not in the range.
        if let bandwidth,
            !(Self.leastBandwidth.bytesPerSecond...Self.mostBandwidth.bytesPerSecond)
                .contains(bandwidth.bytesPerSecond)
        {
            return wrong(
                "bandwidth", bandwidth, "from \(Self.leastBandwidth) to \(Self.mostBandwidth)")
        }
        return nil
    }

    private static let longestDelay = TimeSpan.minutes(10)
    private static let highestLoss = Share.percent(99)
    private static let soonestRetransmit = TimeSpan.milliseconds(1)
    private static let latestRetransmit = TimeSpan.minutes(1)
    private static let leastBandwidth = ByteRate(bytesPerSecond: 1000)
    private static let mostBandwidth = ByteRate(bytesPerSecond: 100_000_000_000)
}
