/// What requests meet at one subsystem.
struct SubsystemCondition: Sendable {
    /// The share of keys whose cell is live; 0 if the subsystem does not answer.
    var alive: Double
    /// The share of the servers to which requests are routed that is dead.
    var deadShare: Double
    /// Serving servers, by the factor of their slowness.
    var paces: [PaceShare]
    /// Requests that one server answers at once.
    let slots: Double

    struct PaceShare: Sendable, Equatable {
        let servers: Int
        let factor: Double
    }
}

/// What another service sends and drains, as the solver needs to know it.
struct DependentLoad: Sendable {
    let operation: Int
    /// Requests a second of its own.
    let rate: Double
    let drainsAt: Double
    /// Whether it has something queued.
    var isQueueing = false
}

/// What becomes of one operation, per second.
struct OperationFlow: Sendable, Equatable {
    /// Intents of clients.
    var offered = 0.0
    var answered = 0.0
    /// Attempts of clients, retries counted.
    var attempts = 0.0
    /// The share of single attempts that succeed, dead keys counted.
    var success = 1.0
}
