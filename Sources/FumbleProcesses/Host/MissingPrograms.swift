package import FumbleModel

/// The programs of a fleet that this machine does not have.
package enum MissingPrograms {
    /// - Returns: one line for each, in the order of the file.
    package static func of(_ fleet: FleetSpec) -> [String] {
        let servers = (fleet.processes?.programs ?? []).compactMap { program in
            lack(program.run).map {
                "\(program.position): \($0), which every server of "
                    + "`\(fleet.groups[program.group].name)` runs"
            }
        }
        let roles = (fleet.processes?.roles ?? []).compactMap { role in
            lack(role.run).map {
                "\(role.position): \($0), which says who is the primary of "
                    + "`\(fleet[role.subsystem].name)`"
            }
        }
        return servers + roles
    }

    /// What is wrong with the program of a command; nil: this machine can run it, as far as is seen now.
    ///
    /// A path within a server's own folder is seen to be there only when the server is started.
    private static func lack(_ run: [PlacedText]) -> String? {
        guard case .text(let name)? = run.first?.parts.first, run.first?.places.isEmpty == true
        else { return nil }
        return Machine(path: Environment.path).lack(ofProgram: name, in: nil)
    }
}
