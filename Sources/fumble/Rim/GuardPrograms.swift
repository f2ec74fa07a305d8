internal import FumbleModel
internal import FumbleProcesses

/// Guards that are programs, and programs that are not there: a verdict about such a guard would be
/// about its absence.
enum GuardPrograms {
    /// - Parameter folder: the one that relative paths count from, that of the fleet's file.
    /// - Returns: one line for each, in the order of the file.
    static func missing(of fleet: FleetSpec, in folder: String) -> [String] {
        fleet.guards.compactMap { spec in
            guard case .exec(let words)? = spec.mechanism.program, let name = words.first else {
                return nil
            }
            let machine = Machine(path: Environment.path)
            return machine.lack(ofProgram: name, in: folder).map {
                "\(spec.position): \($0), which guard `\(spec.name)` runs"
            }
        }
    }
}
