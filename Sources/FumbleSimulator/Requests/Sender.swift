internal import FumbleModel

/// A dependent whose requests are single events: what fails it queues, and sends again at its pace.
struct Sender: Sendable {
    let operation: Int
    private var gaps: LengthDraws
    private let limit: Int
    /// Microseconds between two requests that it works off.
    let pace: Double
    var keys: RandomStream
    /// Requests that failed and are not under way again.
    private(set) var queued = 0
    /// When the next request of its own comes up, and when it works off the next one.
    var nextOwn: Int64?
    var nextDrain: Int64?
    /// What was told of the queue.
    var isQueueingTold = false
    var isFullTold = false
    let isSending: Bool
    /// A queue is told of once it is longer than what is worked off in a second: a failure now and
    /// then is sent again at once, and is no news.
    let tellsAbove: Int

    init(_ spec: DependentSpec, seed: UInt64) {
        operation = spec.sends.index
        let rate = spec.rate.perSecond
        isSending = rate > 0
        let mean = rate > 0 ? 1_000_000 / rate : 0
        gaps = LengthDraws(
            Sampler(exponentialWithMean: mean), seed: seed, name: "sends/\(spec.name)")
        keys = RandomStream(seed: seed, name: "sent keys/\(spec.name)")
        limit = Int(max(spec.queue, 0))
        pace = spec.drainsAt.perSecond > 0 ? 1_000_000 / spec.drainsAt.perSecond : .infinity
        tellsAbove = Int(min(spec.drainsAt.perSecond, Double(Int32.max)))
    }

    var isFull: Bool { queued >= limit }

    mutating func gap() -> Int64 { gaps.next() }

    /// A request failed: it is queued, or lost if the queue is full.
    mutating func queue() { if queued < limit { queued += 1 } }

    /// - Returns: whether there was one to send again.
    mutating func unqueue() -> Bool {
        guard queued > 0 else { return false }
        queued -= 1
        return true
    }
}
