import Dispatch
import Synchronization

/// What came in, for one reader who waits for it or for a moment, whichever is first.
final class Inbox<Item: Sendable>: Sendable {
    // A class: whoever tells and whoever waits share it.
    private let state: Mutex<State>

    private struct State {
        var items: [Item] = []
        var waiter: CheckedContinuation<Void, Never>?
        /// Strict: what `asyncAfter` does may come a tenth of the wait too late, to save power.
        let timer: any DispatchSourceTimer
    }

    init() {
        let queue = DispatchQueue(label: "fumble.inbox", qos: .userInteractive)
        state = Mutex(State(timer: DispatchSource.makeTimerSource(flags: .strict, queue: queue)))
        state.withLock { state in
            state.timer.setEventHandler { [weak self] in self?.giveUp() }
            state.timer.activate()
        }
    }

    deinit { state.withLock { $0.timer.cancel() } }

    func put(_ item: Item) {
        let waiter = state.withLock { state in
            state.items.append(item)
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// - Returns: all that came in; empty: the moment has come first, or the one of a wait before has
    ///   come late.
    func take(until moment: MonotonicTime) async -> [Item] {
        await withCheckedContinuation { continuation in
            let isDue = state.withLock { state -> Bool in
                let left = moment.microseconds - MonotonicTime.now().microseconds
                guard state.items.isEmpty, left > 0 else { return true }
                state.waiter = continuation
                state.timer.schedule(
                    deadline: .now() + .microseconds(Int(left)), leeway: .nanoseconds(0))
                return false
            }
            if isDue { continuation.resume() }
        }
        return state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
    }

    private func giveUp() {
        let waiter = state.withLock { $0.waiter.take() }
        waiter?.resume()
    }
}
