internal import FumbleCompiler
internal import FumbleControl
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
        command = Self.command(file, seed: header.seed, given: given)
    }

    /// `fumble run store.yaml --seed 3 --set servers=12`
    static func command(_ file: String, seed: UInt64, given: [Plan.Input]) -> String {
        let words =
            ["fumble", "run", file, "--seed", "\(seed)"]
            + given.flatMap { ["--set", "\($0.name)=\($0.value)"] }
        return words.map(ShellWord.quoted).joined(separator: " ")
    }
}
