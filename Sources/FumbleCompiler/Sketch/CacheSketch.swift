package import FumbleModel

/// A cache, and what reaches the subsystem that it protects: with the cache warm, and with it cold.
///
/// First attempts alone, at the rates of the start: retries come on top where it is too much.
package struct CacheSketch: Sendable {
    package let cache: String
    package let protects: String
    /// Requests at the protected subsystem, those included that go by no cache.
    package let warm: Frequency
    package let cold: Frequency
    /// What its servers can do of the requests that come while the cache is cold.
    package let capacity: Frequency

    /// - Returns: nil: the subsystem is no cache, or nothing reaches what it protects.
    init?(_ id: SubsystemID, of fleet: FleetSpec, _ topology: Topology) {
        guard let spec = fleet[id].cache else { return nil }
        cache = fleet[id].name
        protects = fleet[spec.protects].name
        var (warm, cold, work) = (0.0, 0.0, 0.0)
        for (number, operation) in fleet.operations.enumerated() {
            let rate = fleet.dependents.reduce(operation.rate.perSecond) {
                $1.sends.index == number ? $0 + $1.rate.perSecond : $0
            }
            let isCacheStep = fleet.cacheSteps(of: operation)
            for (place, step) in operation.path.enumerated()
            where step.subsystem == spec.protects {
                let isProtected = place > 0 && isCacheStep[place - 1]
                warm += rate * (isProtected ? 1 - spec.hits.fraction : 1)
                cold += rate
                work += rate * step.service.seconds
            }
        }
        guard work > 0 else { return nil }
        let slots = fleet[spec.protects].slots * topology.capacity(of: spec.protects)
        self.warm = Frequency(perSecond: warm)
        self.cold = Frequency(perSecond: cold)
        capacity = Frequency(perSecond: Double(slots) * cold / work)
    }
}
