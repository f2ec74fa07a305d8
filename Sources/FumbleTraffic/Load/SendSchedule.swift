internal import FumbleModel

/// When each intent of a load is meant to be sent, in order, drawn before anything is sent: no answer
/// can put an intent off, which is what free of coordinated omission means.
///
/// An operation's intents come at the instants at which the simulator's clients of the same name and
/// seed have theirs.
struct SendSchedule: Sequence, IteratorProtocol {
    struct Send: Hashable, Sendable {
        let operation: Int
        /// In microseconds since the load's start.
        let at: Int64
    }

    private var streams: [Stream]
    private let length: Int64

    private struct Stream {
        var gaps: LengthDraws
        let stretch: Double
        var next: Int64
        /// What the rate is multiplied by.
        var factor = 1.0
        /// While nobody asks, what was left of the gap, at the rate of the plan.
        var rest = 0.0
    }

    /// Later than any load lasts: 2^61 us, about 73,000 years.
    private static let never: Int64 = 1 << 61

    init(_ plan: LoadPlan) {
        length = plan.length.microseconds
        streams = plan.operations.map { operation in
            let mean = 1_000_000 / operation.rate.perSecond
            let arrivals = operation.arrivals
            let isShaped = (arrivals?.mean ?? .zero) > .zero
            let sampler =
                if isShaped, let arrivals {
                    Sampler(arrivals)
                } else {
                    Sampler(exponentialWithMean: mean)
                }
            let stretch = isShaped ? mean / Double(arrivals?.mean.microseconds ?? 1) : 1
            var gaps = LengthDraws(sampler, seed: plan.seed, name: "arrivals/\(operation.name)")
            return Stream(gaps: gaps, stretch: stretch, next: gaps.next(times: stretch))
        }
    }

    /// The next intent, as long as no rate changes; of two at one instant, the one of the operation
    /// that stands first. Nil: the load's length is over.
    var first: Send? {
        var first = 0
        for place in streams.indices where streams[place].next < streams[first].next {
            first = place
        }
        guard !streams.isEmpty, streams[first].next < length else { return nil }
        return Send(operation: first, at: streams[first].next)
    }

    /// Whether some operation is not asked now, and may be again.
    var isPaused: Bool { streams.contains { $0.factor == 0 } }

    /// Takes the next intent.
    mutating func next() -> Send? {
        guard let send = first else { return nil }
        let stream = streams[send.operation]
        let gap = streams[send.operation].gaps.next(times: stream.stretch / stream.factor)
        streams[send.operation].next = send.at + Swift.min(gap, Self.never - send.at)
        return send
    }

    /// An operation is asked at another rate from now on: what is left of its gap goes by so much
    /// faster or slower, and no draw is another one for it.
    ///
    /// - Parameter factor: of the plan's rate, from 0 on.
    mutating func offer(_ operation: Int, factor: Double, at now: Int64) {
        let stream = streams[operation]
        let rest =
            stream.factor > 0
            ? Double(Swift.max(stream.next - now, 0)) * stream.factor : stream.rest
        streams[operation].rest = rest
        streams[operation].factor = factor
        let left = factor > 0 ? rest / factor : .infinity
        streams[operation].next =
            left < Double(Self.never - now) ? now + Int64(left) : Self.never
    }
}
