/// How one subsystem stands: tallies of its instances, kept up with every change.
struct Standing: Sendable {
    var serving: Int
    var leaving = 0
    /// Instances in a phase of their start.
    var starting = 0
    /// Dead instances to which requests are still routed.
    var unnoticed = 0
    /// Ready instances in stopped cells that could serve.
    var readyToServe = 0
    var liveCells: Int
    /// Whether it serves at all, its needs not regarded.
    var hasBegun: Bool
    /// Serving instances at each factor of slowness.
    var servingAtPace: [Int]
}
