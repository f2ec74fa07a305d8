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
        var next: MonotonicTime
        /// nil: it is not stopped by this.
        var stoppedSince: MonotonicTime?
        var done = Done()

        mutating func goOn(at now: MonotonicTime) {
            guard let since = stoppedSince else { return }
            done.stoppedFor = done.stoppedFor + (now - since)
            stoppedSince = nil
        }
    }

    /// What was done to a server: how often it was stopped, and for how long.
    struct Done: Sendable, Hashable {
        var stops = 0
        var stoppedFor = TimeSpan.zero

        mutating func add(_ other: Done) {
            stops += other.stops
            stoppedFor = stoppedFor + other.stoppedFor
        }
    }

    /// A server is stopped and let go on once in this.
    private static let period = TimeSpan.milliseconds(100)

    init(servers: Int) {
        duties = Array(repeating: nil, count: servers)
    }

    var nextDue: MonotonicTime? {
        duties.compactMap { $0?.next }.min { $0.microseconds < $1.microseconds }
    }

    func slows(_ server: Int) -> Bool { duties[server] != nil }

    /// From now on a server runs for one part in `factor` of the time.
    mutating func begin(_ server: Int, factor: Double, at now: MonotonicTime) {
        duties[server] = Duty(factor: factor, next: now)
    }

    /// - Returns: whether the server is stopped by it now, and what was done; nil: it was not slowed.
    mutating func end(_ server: Int, at now: MonotonicTime) -> (isStopped: Bool, done: Done)? {
        guard var duty = duties[server] else { return nil }
        duties[server] = nil
        let isStopped = duty.stoppedSince != nil
        duty.goOn(at: now)
        return (isStopped, duty.done)
    }

    /// Something else is done to a server, or it has ended: that it is stopped, if it is, is no longer by
    /// this.
    ///
    /// - Returns: whether it was stopped by it.
    mutating func pause(_ server: Int, at now: MonotonicTime) -> Bool {
        guard var duty = duties[server], duty.stoppedSince != nil else { return false }
        duty.goOn(at: now)
        duties[server] = duty
        return true
    }

    /// - Parameter canBeSlowed: whether a server runs and nothing else is being done to it; others wait.
    /// - Returns: who is to be stopped (true) or let go on now.
    mutating func takeDue(
        at now: MonotonicTime, among canBeSlowed: (Int) -> Bool
    ) -> [(server: Int, stop: Bool)] {
        duties.indices.compactMap { server in
            guard var duty = duties[server], duty.next.microseconds <= now.microseconds else {
                return nil
            }
            defer { duties[server] = duty }
            let runs = Int64(Double(Self.period.microseconds) / duty.factor)
            if duty.stoppedSince != nil {
                duty.goOn(at: now)
                duty.next = Self.after(runs, now)
                return (server, false)
            }
            guard canBeSlowed(server) else {
                duty.next = Self.after(Self.period.microseconds, now)
                return nil
            }
            duty.stoppedSince = now
            duty.done.stops += 1
            duty.next = Self.after(Self.period.microseconds - runs, now)
            return (server, true)
        }
    }

    private static func after(_ microseconds: Int64, _ now: MonotonicTime) -> MonotonicTime {
        MonotonicTime(microseconds: now.microseconds + max(microseconds, shortest))
    }

    /// In microseconds: no server is stopped or let go on for less.
    private static let shortest: Int64 = 1_000
}
