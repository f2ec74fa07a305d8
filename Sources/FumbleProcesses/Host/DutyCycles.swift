import FumbleModel

/// Servers that are made slow by being stopped for a part of each period.
///
/// It works on every machine and needs no right; a server that waits for others most of the time is
/// slowed by less than the factor. A quota of a control group was tried instead, at a quarter of one
/// core: a web server with 20 requests a second was throttled in 0 of 71 periods and answered after
/// 14.7 ms instead of 12.7; by this, at 4x, after 72 ms.
struct DutyCycles: Sendable {
    private var duties: [Duty?]

    private struct Duty: Sendable {
        let factor: Double
        var isStopped: Bool
        var next: MonotonicTime
        var stops = 0
        var stoppedFor = TimeSpan.zero
    }

    /// A server is stopped and let go on once in this.
    private static let period = TimeSpan.milliseconds(100)

    init(servers: Int) {
        duties = Array(repeating: nil, count: servers)
    }

    var nextDue: MonotonicTime? {
        duties.compactMap { $0?.next }.min { $0.microseconds < $1.microseconds }
    }

    /// From now on a server runs for one part in `factor` of the time.
    mutating func begin(_ server: Int, factor: Double, at now: MonotonicTime) {
        duties[server] = Duty(factor: factor, isStopped: false, next: now)
    }

    /// - Returns: whether the server is stopped by it now, and what was done; nil: it was not slowed.
    mutating func end(_ server: Int) -> (isStopped: Bool, stops: Int, stoppedFor: TimeSpan)? {
        defer { duties[server] = nil }
        return duties[server].map { ($0.isStopped, $0.stops, $0.stoppedFor) }
    }

    /// - Returns: who is to be stopped (true) or let go on now.
    mutating func takeDue(at now: MonotonicTime) -> [(server: Int, stop: Bool)] {
        duties.indices.compactMap { server in
            guard var duty = duties[server], duty.next.microseconds <= now.microseconds else {
                return nil
            }
            let runs = Int64(Double(Self.period.microseconds) / duty.factor)
            let rests = Self.period.microseconds - runs
            duty.isStopped.toggle()
            let span = duty.isStopped ? rests : runs
            duty.next = MonotonicTime(microseconds: now.microseconds + max(span, 1_000))
            if duty.isStopped {
                duty.stops += 1
                duty.stoppedFor = duty.stoppedFor + TimeSpan(microseconds: max(span, 1_000))
            }
            duties[server] = duty
            return (server, duty.isStopped)
        }
    }
}
