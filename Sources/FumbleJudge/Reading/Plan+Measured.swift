import FumbleModel

extension Plan {
    /// Whether nothing is done to the fleet, and it is only measured.
    var isOnlyMeasured: Bool { method.isEmpty && !measures.isEmpty }
}
