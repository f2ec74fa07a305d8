/// What requests meet at one subsystem.
struct SubsystemCondition: Sendable {
    /// The share of keys whose cell is live; 0 if the subsystem does not answer.
    var alive: Double
    /// The share of the servers to which requests are routed that is dead, or refuses; and of what
    /// would come to the others, what has no access.
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
