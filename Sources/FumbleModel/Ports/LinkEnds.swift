/// Somebody who asks a server: whoever comes from outside of the fleet, or another server of it.
package enum LinkEnd: Sendable, Hashable {
    case clients
    case server(ServerID)
}

/// Whose ways to servers are meant: everybody's, or those of some who ask them.
package struct LinkEnds: Sendable, Hashable {
    /// As they are written; empty: everybody.
    package let names: [String]
    package let hasClients: Bool
    /// In order of their numbers; empty for everybody, too.
    package let servers: [ServerID]

    package static let everybody = LinkEnds(names: [], hasClients: true, servers: [])

    private init(names: [String], hasClients: Bool, servers: [ServerID]) {
        self.names = names
        self.hasClients = hasClients
        self.servers = servers
    }

    /// - Parameter names: `clients`, groups of the fleet, and servers such as `index-0`; what bears none of
    ///   these names is nobody, and no names at all are everybody.
    package init(_ names: [String], of fleet: FleetSpec) {
        guard !names.isEmpty else {
            self = .everybody
            return
        }
        let servers = names.filter { $0 != Asker.clientsWord }
            .flatMap { fleet.servers(named: $0) ?? [] }
        self.init(
            names: names, hasClients: names.contains(Asker.clientsWord),
            servers: Set(servers).sorted())
    }

    package var isEverybody: Bool { names.isEmpty }

    /// ` from clients and index-0`; empty for everybody.
    package var words: String { Self.words(names) }

    package static func words(_ names: [String]) -> String {
        guard let last = names.last else { return "" }
        let others = names.dropLast().joined(separator: ", ")
        return " from " + (others.isEmpty ? last : "\(others) and \(last)")
    }
}

/// One of those whose ways are meant, as somebody wrote it.
package struct NamedEnd: Sendable, Hashable {
    package let name: String
    package let span: SourceSpan

    package init(_ name: String, at span: SourceSpan) {
        self.name = name
        self.span = span
    }
}

extension FleetSpec {
    /// The servers that a name stands for: those of a group, or one.
    ///
    /// - Returns: nil: neither a group nor a server bears the name.
    package func servers(named name: String) -> [ServerID]? {
        var first = 0
        for group in groups {
            if group.name == name { return (first..<first + group.count).map { ServerID($0) } }
            first += group.count
        }
        return serverNames.server(named: name).map { [$0] }
    }
}
