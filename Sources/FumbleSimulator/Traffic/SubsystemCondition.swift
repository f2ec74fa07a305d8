/// What requests meet at one subsystem.
struct SubsystemCondition: Sendable {
    /// The share of keys whose cell is live; 0 if the subsystem does not answer.
    var alive: Double
    /// The share of keys whose cell is live and has its primary, for operations that need one.
    var led: Double
    /// The share of keys whose data is there.
    var kept: Double
    /// The share of the servers to which requests are routed that is dead, or refuses; and of what
    /// would come to the others, what has no access.
    var deadShare: Double
    /// The same among the servers of cells that have their primary.
    var ledDeadShare: Double
    /// Serving servers, by the factor of their slowness.
    var paces: [PaceShare]
    /// Requests that one server answers at once.
    let slots: Double

    struct PaceShare: Sendable, Equatable {
        let servers: Int
        let factor: Double
        /// The number of the factor.
        var pace = 0
        /// Of a cache: the mean hit ratio of these servers.
        var hits = 0.0
    }
}
