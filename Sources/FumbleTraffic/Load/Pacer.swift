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

    /// Intents handed over at once; so many can only come together when the thread is late.
    private static let mostAtOnce = 4096
    /// How long the thread may not notice that it is to stop, in nanoseconds.
    private static let longestWait: UInt64 = 50_000_000

    init(start: NIODeadline) {
        self.start = start
    }

    /// Hands out no more than what is due now.
    func stop() {
        isStopping.store(true, ordering: .relaxed)
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
        let work = Work {
            let isRealTime = RealTime.ask()
            self.pace(schedule, take)
            end(isRealTime)
        }
        let argument = Unmanaged.passRetained(work)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                argument.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
                return nil
            }, argument.toOpaque())
        guard status == 0 else {
            argument.release()
            throw .noThread(reason: String(cString: strerror(status)))
        }
        pthread_detach(thread)
    }

    private final class Work {
        let body: () -> Void

        init(_ body: @escaping () -> Void) {
            self.body = body
        }
    }

    private func pace(_ schedule: SendSchedule, _ take: ([SendSchedule.Send]) -> Void) {
        var due: [SendSchedule.Send] = []
        for send in schedule {
            let instant = start + .microseconds(send.at)
            if NIODeadline.now() < instant || due.count == Self.mostAtOnce {
                if !due.isEmpty { take(due) }
                due.removeAll(keepingCapacity: true)
                wait(until: instant.uptimeNanoseconds)
            }
            if isStopping.load(ordering: .relaxed) { break }
            due.append(send)
        }
        if !due.isEmpty { take(due) }
    }

    private func wait(until instant: UInt64) {
        while !isStopping.load(ordering: .relaxed) {
            let now = NIODeadline.now().uptimeNanoseconds
            guard now < instant else { return }
            let next = min(instant, now + Self.longestWait)
            var time = timespec(
                tv_sec: Int(next / 1_000_000_000), tv_nsec: Int(next % 1_000_000_000))
            clock_nanosleep(CLOCK_MONOTONIC, CInt(TIMER_ABSTIME), &time, nil)
        }
    }
}
