import Dispatch
import Synchronization

/// What came in, for one reader who waits for it or for a moment, whichever is first.
final class Inbox<Item: Sendable>: Sendable {
    // A class: whoever tells and whoever waits share it.
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "fumble.inbox")

    private struct State {
        var items: [Item] = []
        var waiter: CheckedContinuation<Void, Never>?
        /// Tells a moment that has come from the one that is waited for now.
        var wait = 0
    }

    func put(_ item: Item) {
        let waiter = state.withLock { state in
            state.items.append(item)
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// - Returns: all that came in; empty: the moment has come first.
    func take(until moment: MonotonicTime) async -> [Item] {
        await withCheckedContinuation { continuation in
            let (isDue, wait) = state.withLock { state -> (Bool, Int) in
                state.wait += 1
                guard state.items.isEmpty else { return (true, state.wait) }
                state.waiter = continuation
                return (false, state.wait)
            }
            if isDue { return continuation.resume() }
            let left = max(0, moment.microseconds - MonotonicTime.now().microseconds)
            queue.asyncAfter(
                deadline: .now() + .microseconds(Int(left)), qos: .userInteractive, flags: []
            ) { [self] in giveUp(wait) }
        }
        return state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
    }

    private func giveUp(_ wait: Int) {
        let waiter = state.withLock { $0.wait == wait ? $0.waiter.take() : nil }
        waiter?.resume()
    }
}
