/// One thing that clients ask: the subsystems that must answer, in order, and the clients' patience.
package struct OperationSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let path: [PathStep]
    /// Intents of clients, retries not counted.
    package let rate: Frequency
    /// How long a client waits for one attempt.
    package let timeout: TimeSpan
    package let retries: RetrySpec

    package init(
        name: String, position: SourcePosition, path: [PathStep], rate: Frequency,
        timeout: TimeSpan, retries: RetrySpec
    ) {
        self.name = name
        self.position = position
        self.path = path
        self.rate = rate
        self.timeout = timeout
        self.retries = retries
    }
}

/// One subsystem on the way of a request, and how long one server of it works on one request.
package struct PathStep: Sendable, Hashable {
    package let subsystem: SubsystemID
    package let service: TimeSpan

    package init(subsystem: SubsystemID, service: TimeSpan) {
        self.subsystem = subsystem
        self.service = service
    }
}

/// How often a client asks again after an attempt that failed.
package struct RetrySpec: Sendable, Hashable {
    package let atMost: Int
    /// Retries allowed as a share of first attempts; nil: no budget.
    package let budget: Share?

    package init(atMost: Int, budget: Share?) {
        self.atMost = atMost
        self.budget = budget
    }

    package static let none = RetrySpec(atMost: 0, budget: nil)
}

/// Another service that sends an operation, queues what fails, and drains its queue afterwards.
package struct DependentSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let sends: OperationID
    package let rate: Frequency
    /// Requests that it can hold; what comes above is lost.
    package let queue: Int64
    package let drainsAt: Frequency

    package init(
        name: String, position: SourcePosition, sends: OperationID, rate: Frequency, queue: Int64,
        drainsAt: Frequency
    ) {
        self.name = name
        self.position = position
        self.sends = sends
        self.rate = rate
        self.queue = queue
        self.drainsAt = drainsAt
    }
}
