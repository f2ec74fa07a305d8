import NIOCore

/// Waits for an instant to come, on the server's event loop; a task that is cancelled waits no longer.
struct LoopTimer: Sendable {
    private let eventLoop: any EventLoop

    init(on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func wait(for time: Duration) async throws(CancellationError) {
        let due = eventLoop.scheduleTask(in: TimeAmount(time)) {}
        do {
            try await withTaskCancellationHandler {
                try await due.futureResult.get()
            } onCancel: {
                due.cancel()
            }
        } catch {
            throw CancellationError()
        }
    }
}
