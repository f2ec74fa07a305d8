internal import FumbleModel

/// The queue of one dependent: it grows and shrinks at a rate that is constant between changes.
struct DependentQueue: Sendable {
    private(set) var load: DependentLoad
    /// Raised by every change of the rate: instants worked out before are void.
    private(set) var generation: UInt32 = 0
    private let limit: Double
    private var queued = 0.0
    private var growth = 0.0
    private var since: Int64 = 0
    /// Whether it was told once that this queue is full.
    private var isFullTold = false

    init(_ spec: DependentSpec) {
        load = DependentLoad(
            operation: spec.sends.index, rate: spec.rate.perSecond,
            drainsAt: spec.drainsAt.perSecond)
        limit = Double(max(spec.queue, 0))
    }

    /// Something that will come of the queue as it grows or shrinks now.
    struct Coming: Sendable {
        let time: Int64
        let kind: PendingEvent.Kind
    }

    /// Requests queued at an instant.
    func queued(at time: Int64) -> Double {
        min(max(queued + growth * Integral.seconds(from: since, to: time), 0), limit)
    }

    /// Goes on at another rate; the same rate again changes nothing.
    ///
    /// - Returns: whether the queue grew from nothing, and when it will be full or empty.
    mutating func grow(by rate: Double, from now: Int64) -> (began: Bool, coming: Coming?) {
        guard rate != growth else { return (false, nil) }
        queued = queued(at: now)
        since = now
        growth = rate
        generation &+= 1
        let began = rate > 0 && !load.isQueueing
        if began { load.isQueueing = true }
        guard load.isQueueing else { return (false, nil) }
        if rate > 0 && !isFullTold {
            let time = Horizon.sum(now, Horizon.microseconds(after: (limit - queued) / rate))
            return (began, Coming(time: time, kind: .queueFull))
        }
        if rate < 0 || queued == 0 && rate == 0 {
            let seconds = queued == 0 ? 0 : queued / -rate
            // At least a microsecond ahead, so that no two solutions chase each other at an instant.
            let span = max(Horizon.microseconds(after: seconds), 1)
            return (began, Coming(time: Horizon.sum(now, span), kind: .queueEmpty))
        }
        return (began, nil)
    }

    mutating func fill(at now: Int64) {
        queued = limit
        since = now
        isFullTold = true
    }

    mutating func empty(at now: Int64) {
        queued = 0
        growth = 0
        since = now
        isFullTold = false
        load.isQueueing = false
        generation &+= 1
    }
}
