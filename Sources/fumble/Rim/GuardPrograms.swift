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
            guard case .exec(let words)? = spec.mechanism.program, let name = words.first else {
                return nil
            }
            return lack(of: name, in: folder).map {
                "\(spec.position): \($0), which guard `\(spec.name)` runs"
            }
        }
    }

    /// Why a program cannot be run; nil: it can.
    ///
    /// - Parameters:
    ///   - name: a program, or a path from the folder.
    ///   - folder: the one that a relative path counts from.
    static func lack(of name: String, in folder: String) -> String? {
        guard isMissing(name, in: folder) else { return nil }
        let isThere = name.contains("/") && access(path(of: name, in: folder), F_OK) == 0
        return isThere
            ? "`\(name)` is not executable (`chmod +x` makes it so)"
            : "this machine lacks `\(name)`"
    }

    private static func path(of name: String, in folder: String) -> String {
        name.hasPrefix("/") ? name : "\(folder)/\(name)"
    }

    private static func isMissing(_ name: String, in folder: String) -> Bool {
        guard name.contains("/") else {
            return !Environment.path.split(separator: ":").contains {
                access("\($0)/\(name)", X_OK) == 0
            }
        }
        return access(path(of: name, in: folder), X_OK) != 0
    }
}
