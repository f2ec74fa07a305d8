internal import FumbleControl
internal import FumbleModel

/// The servers that a fault comes to at the start of a run.
enum FaultTargets {
    static func pick(
        _ fault: any Fault, of fleet: FleetSpec, _ topology: Topology, seed: UInt64 = 1,
        path: String
    ) -> [ServerID] {
        guard let demand = fault.demand else { return [] }
        let candidates = demand.candidates(in: fleet, topology)
        let count = demand.count?.resolved(of: candidates.count) ?? candidates.count
        let order = ServerPick(of: topology, seed: seed, path: path).taken(from: candidates)
        return Array(order.prefix(count))
    }
}
