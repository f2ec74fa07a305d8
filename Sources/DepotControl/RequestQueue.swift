import Synchronization

/// Requests that came in and were not looked at yet.
package final class RequestQueue: Sendable {
    // A class: whoever listens, whoever answers and whoever ends it share it.
    private let state = Mutex(State())

    private struct State {
        var pending: [PendingRequest] = []
        var isClosed = false
    }

    /// The most that wait at one time.
    private static let most = 1_000

    package init() {}

    /// - Returns: whether it will be answered.
    func put(_ request: PendingRequest) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.pending.count < Self.most else { return false }
            state.pending.append(request)
            return true
        }
    }

    func take() -> [PendingRequest] {
        state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
    }

    /// From now on nothing is answered.
    package func close() { state.withLock { $0.isClosed = true } }

    package var isClosed: Bool { state.withLock(\.isClosed) }
}
