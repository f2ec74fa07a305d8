/// What another service sends and drains, as the solver needs to know it.
struct DependentLoad: Sendable {
    let operation: Int
    /// Requests a second of its own.
    let rate: Double
    let drainsAt: Double
    /// Whether it has something queued.
    var isQueueing = false
}
