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
    }

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

    /// The next intent; of two at one instant, the one of the operation that stands first. Nil: the
    /// load's length is over.
    mutating func next() -> Send? {
        var first = 0
        for place in streams.indices where streams[place].next < streams[first].next {
            first = place
        }
        guard !streams.isEmpty, streams[first].next < length else { return nil }
        let at = streams[first].next
        streams[first].next = at + streams[first].gaps.next(times: streams[first].stretch)
        return Send(operation: first, at: at)
    }
}
