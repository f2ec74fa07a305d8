package import FumbleModel
import Glibc

/// The programs of a fleet that this machine does not have.
package enum MissingPrograms {
    /// - Returns: one line for each, in the order of the file.
    package static func of(_ fleet: FleetSpec) -> [String] {
        (fleet.processes?.programs ?? []).compactMap { program in
            guard case .text(let name)? = program.run.first?.parts.first,
                program.run.first?.places.isEmpty == true, isMissing(name)
            else { return nil }
            return "\(program.position): this machine lacks `\(name)`, which every server of "
                + "`\(fleet.groups[program.group].name)` runs"
        }
    }

    /// A path within a server's own folder is seen to be there only when the server is started.
    private static func isMissing(_ name: String) -> Bool {
        if name.hasPrefix("/") { return access(name, X_OK) != 0 }
        if name.contains("/") { return false }
        let folders = Environment.path.split(separator: ":")
        return !folders.contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
