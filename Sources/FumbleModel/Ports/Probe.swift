/// A question with a measured answer, asked of the windows of a run.
package protocol Probe: Sendable {
    /// What is asked, in words, such as `goodput of get`.
    var question: String { get }

    /// How many of the last windows it looks at.
    var windows: Int { get }

    /// - Returns: the answer; nil: too little was asked to say (no data, never in tolerance).
    func read(_ window: ArraySlice<WindowSample>, of fleet: FleetSpec) -> Double?

    /// Writes a reading as people do, such as `99.9%`.
    func describe(_ reading: Double) -> String
}

/// The answers accepted.
package protocol Tolerance: Sendable {
    func accepts(_ reading: Double) -> Bool

    /// The accepted answers in words, such as `at least 99.9%`.
    func describe(using probe: any Probe) -> String
}

/// What clients asked and got in one window.
package struct WindowSample: Sendable, Hashable, Codable {
    package let start: Instant
    package let length: TimeSpan
    package let operations: [OperationSample]
    package let subsystems: [SubsystemSample]
    /// Requests queued by each dependent at the window's end.
    package let queued: [Double]

    package init(
        start: Instant, length: TimeSpan, operations: [OperationSample],
        subsystems: [SubsystemSample], queued: [Double]
    ) {
        self.start = start
        self.length = length
        self.operations = operations
        self.subsystems = subsystems
        self.queued = queued
    }

    package var end: Instant { start + length }
}

package struct OperationSample: Sendable, Hashable, Codable {
    /// Client intents, retries not counted.
    package let offered: Double
    /// Intents answered before the client's deadline.
    package let answered: Double
    /// Attempts, retries counted.
    package let attempts: Double
    /// Intents that are neither answered nor given up at the window's end; nil where requests are no
    /// events of their own.
    package let underWay: Double?
    /// How long those answered in time took; nil: where requests are no events of their own, or none
    /// was answered.
    package let latency: LengthSpread?

    package init(
        offered: Double, answered: Double, attempts: Double, underWay: Double? = nil,
        latency: LengthSpread? = nil
    ) {
        self.underWay = underWay
        self.latency = latency
        self.offered = offered
        self.answered = answered
        self.attempts = attempts
    }
}

package struct SubsystemSample: Sendable, Hashable, Codable {
    /// Serving servers at the window's end, and the fewest within it.
    package let serving: Int
    package let lowest: Int

    package init(serving: Int, lowest: Int) {
        self.serving = serving
        self.lowest = lowest
    }
}
