package import FumbleModel

/// What the clients of a load asked and got in one window, by operation, in the plan's order.
package struct LoadWindow: Sendable {
    package let start: Instant
    package let length: TimeSpan
    package fileprivate(set) var operations: [OperationWindow]

    init(start: Instant, length: TimeSpan, operations: Int) {
        self.start = start
        self.length = length
        self.operations = [OperationWindow](repeating: OperationWindow(), count: operations)
    }

    mutating func change(_ operation: Int, _ body: (inout OperationWindow) -> Void) {
        body(&operations[operation])
    }
}

/// Intents count in the window in which they are over, as the simulator's do; attempts in the one in
/// which they begin.
package struct OperationWindow: Sendable {
    package internal(set) var offered = 0
    package internal(set) var answered = 0
    package internal(set) var attempts = 0
    /// Of those answered in time, from when each was meant to be sent.
    package internal(set) var latency = LatencyHistogram()

    package var sample: OperationSample {
        OperationSample(
            offered: Double(offered), answered: Double(answered), attempts: Double(attempts),
            latency: latency.count > 0 ? latency.spread : nil)
    }
}
