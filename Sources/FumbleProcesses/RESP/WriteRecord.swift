import FumbleModel
import FumbleTraffic

/// How one operation's clients wrote over a whole run, and how they were answered.
struct WriteRecord: Sendable {
    private(set) var lateness = LatencyHistogram()
    private var requests = 0
    private var late = 0
    /// From when each was meant to be written until it was acknowledged.
    var latency = LatencyHistogram()

    /// A write is taken up.
    ///
    /// - Parameter delay: since it was meant to be; waiting for a primary is no part of it.
    mutating func ask(after delay: TimeSpan, bound: TimeSpan) {
        requests += 1
        if delay > bound { late += 1 }
        lateness.record(microseconds: delay.microseconds)
    }

    func asked(_ operation: OperationID, bound: TimeSpan) -> LoadRecord.Asked {
        LoadRecord.Asked(
            operation: operation, requests: requests, late: late, bound: bound,
            latency: latency.spread)
    }
}
