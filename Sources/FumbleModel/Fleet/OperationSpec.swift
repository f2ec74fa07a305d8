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
    /// Where a request goes next with which chance, instead of along the path; empty: along it.
    package let hops: [Hop]
    /// The share of attempts that fail by themselves, whatever the servers do.
    package let fails: Share
    /// The time between intents; nil: exponential, as of many clients who know nothing of each other.
    package let arrivals: Distribution?

    package init(
        name: String, position: SourcePosition, path: [PathStep], rate: Frequency,
        timeout: TimeSpan, retries: RetrySpec, hops: [Hop] = [], fails: Share = .none,
        arrivals: Distribution? = nil
    ) {
        self.name = name
        self.position = position
        self.path = path
        self.rate = rate
        self.timeout = timeout
        self.retries = retries
        self.hops = hops
        self.fails = fails
        self.arrivals = arrivals
    }

    /// One way from a subsystem to another; what the ways leave over is done there.
    package struct Hop: Sendable, Hashable {
        package let from: SubsystemID
        package let to: SubsystemID
        package let chance: Share

        package init(from: SubsystemID, to: SubsystemID, chance: Share) {
            self.from = from
            self.to = to
            self.chance = chance
        }
    }
}

/// One subsystem on the way of a request, and how long one server of it works on one request.
package struct PathStep: Sendable, Hashable {
    package let subsystem: SubsystemID
    /// Its mean.
    package let service: TimeSpan
    /// How it varies; nil: it does not.
    package let varies: Distribution?

    package init(subsystem: SubsystemID, service: TimeSpan, varies: Distribution? = nil) {
        self.subsystem = subsystem
        self.service = service
        self.varies = varies
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
