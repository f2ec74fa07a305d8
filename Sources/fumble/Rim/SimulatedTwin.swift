internal import FumbleCompiler
internal import FumbleModel

/// The same run on a simulated fleet, where an unguarded arm does no harm.
struct SimulatedTwin {
    let command: String

    /// - Parameters:
    ///   - file: the experiment's.
    ///   - given: what inputs were set to.
    /// - Returns: nil: the run was on a simulated fleet.
    init?(of header: RunHeader, file: String, given: [Plan.Input]) {
        guard header.fleetKind == FleetKind.processes.rawValue else { return nil }
        command = Sweep.again(file, seed: header.seed, given)
    }
}
