internal import Glibc
internal import NIOCore
internal import Synchronization

/// A thread of its own that waits for each intent's instant and hands it over when it has come.
///
/// A task or an event loop's timer is late by what else its thread does; this one does nothing else,
/// and has real-time priority where the system permits it.
///
/// A class: the thread and its owner share the wish to stop.
final class Pacer: Sendable {
    private let start: NIODeadline
    private let isStopping = Atomic(false)
    private let hasChanges = Atomic(false)
    private let changes = Mutex<[Change]>([])

    private struct Change {
        let operation: Int
        let factor: Double
    }

    /// Intents handed over at once; so many can only come together when the thread is late.
    private static let mostAtOnce = 4096
    /// How long the thread may not notice that it is to stop or to ask at another rate, in
    /// nanoseconds.
    private static let longestWait: UInt64 = 5_000_000

    init(start: NIODeadline) {
        self.start = start
    }

    /// Hands out no more than what is due now.
    func stop() {
        isStopping.store(true, ordering: .relaxed)
    }

    /// Hands out an operation's intents at so many times the plan's rate from now on.
    func offer(_ operation: Int, factor: Double) {
        changes.withLock { $0.append(Change(operation: operation, factor: factor)) }
        hasChanges.store(true, ordering: .releasing)
    }

    /// Starts the thread.
    ///
    /// - Throws: `LoadError.noThread`; nothing is called then.
    /// - Parameters:
    ///   - take: is given what has come due, on the thread.
    ///   - end: is called once at the end of the schedule, or when stopped, and told whether the
    ///     thread had real-time priority.
    func run(
        _ schedule: SendSchedule, take: @escaping @Sendable ([SendSchedule.Send]) -> Void,
        end: @escaping @Sendable (_ isRealTime: Bool) -> Void
    ) throws(LoadError) {
        let failure = SystemThread.start {
            let isRealTime = RealTime.ask()
            self.pace(schedule, take)
            end(isRealTime)
        }
        if let failure { throw .noThread(reason: failure) }
    }

    private func pace(_ schedule: SendSchedule, _ take: ([SendSchedule.Send]) -> Void) {
        var schedule = schedule
        var due: [SendSchedule.Send] = []
        while !isStopping.load(ordering: .relaxed) {
            change(&schedule)
            let next = schedule.first
            guard next != nil || schedule.isPaused else { break }
            let instant = next.map { start + .microseconds($0.at) } ?? .distantFuture
            if NIODeadline.now() < instant || due.count == Self.mostAtOnce {
                if !due.isEmpty { take(due) }
                due.removeAll(keepingCapacity: true)
                // Nothing is taken that a change puts off meanwhile.
                guard wait(until: instant.uptimeNanoseconds) else { continue }
            }
            if let send = schedule.next() { due.append(send) }
        }
        if !due.isEmpty { take(due) }
    }

    private func change(_ schedule: inout SendSchedule) {
        guard hasChanges.exchange(false, ordering: .acquiring) else { return }
        let now = (NIODeadline.now() - start).nanoseconds / 1000
        for change in changes.withLock({ $0.takeAll() }) {
            schedule.offer(change.operation, factor: change.factor, at: now)
        }
    }

    /// - Returns: whether the instant has come; else something is to be done before.
    private func wait(until instant: UInt64) -> Bool {
        while !isStopping.load(ordering: .relaxed), !hasChanges.load(ordering: .relaxed) {
            let now = NIODeadline.now().uptimeNanoseconds
            guard now < instant else { return true }
            let next = min(instant, now + Self.longestWait)
            var time = timespec(
                tv_sec: Int(next / 1_000_000_000), tv_nsec: Int(next % 1_000_000_000))
            clock_nanosleep(CLOCK_MONOTONIC, CInt(TIMER_ABSTIME), &time, nil)
        }
        return false
    }
}

extension Array {
    fileprivate mutating func takeAll() -> [Element] {
        defer { self = [] }
        return self
    }
}
