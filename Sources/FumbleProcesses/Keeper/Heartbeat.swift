import Dispatch
import Synchronization

/// Does something again and again, on a queue of its own, until that says it was the last time.
final class Heartbeat: Sendable {
    // A class: the timer and whoever stops it share it.
    private let timer: Mutex<any DispatchSourceTimer>

    /// - Parameters:
    ///   - pause: in milliseconds.
    ///   - body: whether it is to be done again.
    init(every pause: Int, _ body: @escaping @Sendable () -> Bool) {
        let queue = DispatchQueue(label: "fumble.heartbeat", qos: .userInteractive)
        timer = Mutex(DispatchSource.makeTimerSource(flags: .strict, queue: queue))
        timer.withLock { timer in
            timer.schedule(
                deadline: .now(), repeating: .milliseconds(pause), leeway: .nanoseconds(0))
            timer.setEventHandler { [weak self] in
                if !body() { self?.stop() }
            }
            timer.activate()
        }
    }

    deinit { stop() }

    func stop() {
        timer.withLock { $0.cancel() }
    }
}
