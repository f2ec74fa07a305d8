internal import FumbleCompiler
internal import FumbleModel
internal import FumbleProcesses
internal import Glibc

/// Guards that are programs, and programs that are not there: a verdict about such a guard would be
/// about its absence.
enum GuardPrograms {
    /// - Parameter folder: the one that relative paths count from, that of the fleet's file.
    /// - Returns: one line for each, in the order of the file.
    static func missing(of fleet: FleetSpec, in folder: String) -> [String] {
        fleet.guards.compactMap { spec in
            guard case .exec(let words)? = spec.mechanism.program, let name = words.first,
                isMissing(name, in: folder)
            else { return nil }
            return "\(spec.position): this machine lacks `\(name)`, which guard `\(spec.name)` runs"
        }
    }

    /// - Parameters:
    ///   - name: a program, or a path from the folder.
    ///   - folder: the one that a relative path counts from.
    static func isMissing(_ name: String, in folder: String) -> Bool {
        guard name.contains("/") else {
            return !Environment.path.split(separator: ":").contains {
                access("\($0)/\(name)", X_OK) == 0
            }
        }
        return access(name.hasPrefix("/") ? name : "\(folder)/\(name)", X_OK) != 0
    }
}
