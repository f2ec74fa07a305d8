package import FumbleModel

/// What a deed does, in words that people read.
extension ResolvedDeed {
    /// As it follows "would": ``delete 100% of the data of `index` ``.
    package func words(in fleet: FleetSpec) -> String {
        switch verb {
        case .removeServers: "remove \(counted(in: fleet))"
        case .addServers: "add \(counted(in: fleet))"
        case .restartServers: "restart \(counted(in: fleet))"
        case .fullRestart: "restart all of \(subsystems(in: fleet))"
        case .dropNeed:
            "let \(subsystems(in: fleet)) do without \(need.map { "`\(fleet[$0].name)`" } ?? "")"
        case .cancelCommand: "cancel every command being carried out"
        case .type: "type `\(line ?? "")`"
        case .deleteData: "delete \(share ?? .whole) of the data of \(subsystems(in: fleet))"
        case .restore:
            "restore \(subsystems(in: fleet)) from "
                + (subsystems.count > 1 ? "their copies" : "its copy")
        case .pushConfig: "give \(counted(in: fleet)) \(detail?.words ?? "a configuration")"
        case .rollbackConfig:
            "give \(counted(in: fleet)) the good configuration back, and stop pushes under way"
        case .denyAccess: "have \(subsystems(in: fleet)) refuse \(refused(in: fleet))"
        case .grantAccess:
            "let \(Words.plainList(askers.map { $0.words(in: fleet) })) have access to "
                + "\(subsystems(in: fleet)) again"
        case .withdrawRoute: withdrawal(in: fleet)
        case .announceRoute:
            "let all clients of \(operations(in: fleet)), and operators, find the way again"
        case .admit: admission(in: fleet)
        }
    }

    /// The same of what a count of servers does not tell; nil: it does.
    package func wordsBeyondServers(in fleet: FleetSpec) -> String? {
        switch verb {
        case .removeServers, .addServers, .restartServers, .fullRestart: nil
        case .dropNeed, .cancelCommand, .type, .deleteData, .restore, .pushConfig, .rollbackConfig,
            .denyAccess, .grantAccess, .withdrawRoute, .announceRoute, .admit:
            words(in: fleet)
        }
    }

    /// What people type to say that they mean it: the subsystems, operations or servers that were named.
    package func names(in fleet: FleetSpec) -> String {
        fleet.nameToType(
            for: verb, named: named, operations: operations, servers: isByName ? servers : nil)
    }

    private func counted(in fleet: FleetSpec) -> String {
        if isByName { return fleet.serverNames.counted(servers) }
        return "\(Words.servers(servers.count)) of \(subsystems(in: fleet))"
    }

    private func subsystems(in fleet: FleetSpec) -> String {
        Self.list(
            subsystems.map { fleet[$0].name }, isAll: named.isEmpty, of: "subsystems")
    }

    private func operations(in fleet: FleetSpec) -> String {
        Self.list(
            operations.map { fleet[$0].name },
            isAll: operations.count == fleet.operations.count, of: "operations")
    }

    /// More names than this are counted.
    private static let mostNames = 4

    private static func list(_ names: [String], isAll: Bool, of noun: String) -> String {
        if isAll, names.count > 1 { return "all \(names.count) \(noun)" }
        return names.count > mostNames ? "\(names.count) \(noun)" : Words.list(names)
    }

    /// Of clients a share of their attempts may be refused, of others all they ask.
    private func refused(in fleet: FleetSpec) -> String {
        var share = Share.whole
        if case .access(_, let part) = detail { share = part }
        return Words.plainList(
            askers.map { asker in
                asker == .clients && share < .whole
                    ? "\(share) of what clients ask" : asker.words(in: fleet)
            })
    }

    private func withdrawal(in fleet: FleetSpec) -> String {
        guard case .route(let share, let cutsOffOperators) = detail else { return verb.rawValue }
        let clients = share < .whole ? "\(share) of clients" : "all clients"
        return "cut \(clients) off from \(operations(in: fleet))"
            + (cutsOffOperators ? ", and operators from the control plane" : "")
    }

    private func admission(in fleet: FleetSpec) -> String {
        guard case .admission(let steps, let every) = detail, let first = steps.first else {
            return verb.rawValue
        }
        let later = steps.dropFirst().map(\.description).joined(separator: ", ")
        return "let \(first) of the clients of \(operations(in: fleet)) in"
            + (later.isEmpty ? "" : ", then \(later), one step every \(every)")
            + (steps.last == .whole ? "" : ", and turn the others away")
    }
}

extension Asker {
    fileprivate func words(in fleet: FleetSpec) -> String {
        switch self {
        case .clients: Self.clientsWord
        case .operators: Self.operatorsWord
        case .subsystem(let id): "`\(fleet[id].name)`"
        }
    }
}
