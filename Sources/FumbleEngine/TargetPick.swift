package import FumbleModel

/// The servers that a fault is injected into: some of those that it asks for, serving ones first.
package enum TargetPick {
    /// The amount is of all that fit at the start of the run, whatever has become of them.
    ///
    /// - Parameters:
    ///   - path: the step's place in the file; with the seed it decides which servers are picked.
    ///   - lives: what each server does now, by its number.
    ///   - primaries: of each subsystem now; empty where no subsystem has any.
    /// - Returns: servers in order of their numbers; fewer than asked if there are no more.
    package static func servers(
        for demand: TargetDemand, path: String, seed: UInt64, fleet: FleetSpec, topology: Topology,
        lives: [Life], primaries: [[ServerID]] = []
    ) -> [ServerID] {
        let candidates = demand.candidates(in: fleet, topology, primaries: primaries)
        guard let amount = demand.count else { return candidates }
        var stream = RandomStream(seed: seed, name: "targets/\(path)")
        let order = stream.shuffled(candidates)
        let serving = order.filter { lives[$0.index] == .serving }
        let others = order.filter { lives[$0.index] != .serving }
        return (serving + others).prefix(max(amount.resolved(of: candidates.count), 0)).sorted()
    }
}
