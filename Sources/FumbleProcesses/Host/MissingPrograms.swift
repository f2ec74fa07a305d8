package import FumbleModel
import Glibc

/// The programs of a fleet that this machine does not have.
package enum MissingPrograms {
    /// - Returns: one line for each, in the order of the file.
    package static func of(_ fleet: FleetSpec) -> [String] {
        let servers = (fleet.processes?.programs ?? []).compactMap { program in
            missing(program.run).map {
                "\(program.position): this machine lacks `\($0)`, which every server of "
                    + "`\(fleet.groups[program.group].name)` runs"
            }
        }
        let roles = (fleet.processes?.roles ?? []).compactMap { role in
            missing(role.run).map {
                "\(role.position): this machine lacks `\($0)`, which says who is the primary of "
                    + "`\(fleet[role.subsystem].name)`"
            }
        }
        return servers + roles
    }

    /// The program of a command, if this machine does not have it.
    private static func missing(_ run: [PlacedText]) -> String? {
        guard case .text(let name)? = run.first?.parts.first, run.first?.places.isEmpty == true,
            isMissing(name)
        else { return nil }
        return name
    }

    /// A path within a server's own folder is seen to be there only when the server is started.
    private static func isMissing(_ name: String) -> Bool {
        if name.hasPrefix("/") { return access(name, X_OK) != 0 }
        if name.contains("/") { return false }
        return Machine(path: Environment.path).program(name) == nil
    }
}
