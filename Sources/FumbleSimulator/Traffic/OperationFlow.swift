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
