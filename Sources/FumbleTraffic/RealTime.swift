internal import Glibc

/// The system's real-time priority, for threads that must not wait for others.
enum RealTime {
    /// The lowest goes before all that is not real-time.
    private static let priority: CInt = 1

    /// Asks for it for the present thread, by `SCHED_FIFO`, which needs a privilege.
    ///
    /// - Returns: whether it was given.
    @discardableResult
    static func ask() -> Bool {
        var parameter = sched_param()
        parameter.sched_priority = priority
        return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameter) == 0
    }

    /// Whether the present thread has it.
    static var isGiven: Bool {
        var policy: CInt = 0
        var parameter = sched_param()
        return pthread_getschedparam(pthread_self(), &policy, &parameter) == 0
            && policy == SCHED_FIFO
    }
}
