import FumbleModel

/// The word for what a typed line does to servers.
enum CommandDeed {
    /// `removed` for a line of a playbook entry that removes; `acted on` where none is known.
    static func word(for line: String, in fleet: FleetSpec) -> String {
        let typed = line.split(separator: " ")
        let entry = fleet.playbook.first { entry in
            let literal = entry.usage.split(separator: " ").prefix(while: isLiteral)
            return !literal.isEmpty && typed.starts(with: literal)
        }
        return switch entry?.does.verb {
        case .removeServers: "removed"
        case .addServers: "added"
        case .restartServers: "restarted"
        case .pushConfig: "given a configuration"
        case .rollbackConfig: "given the good configuration back"
        case .fullRestart, .dropNeed, .cancelCommand, .type, .denyAccess, .grantAccess,
            .withdrawRoute, .announceRoute, .admit, .deleteData, .restore, nil:
            "acted on"
        }
    }

    /// Neither a flag, nor an argument, nor what may be left out.
    private static func isLiteral(_ word: Substring) -> Bool {
        guard let first = word.first else { return false }
        return first != "-" && first != "[" && !first.isUppercase
    }
}
