package import FumbleModel

/// What people call each server of a fleet, and where it is found.
package struct ServerBook: Sendable {
    /// By the server's number.
    package let names: [String]
    /// By the server's number: its ports on this machine, each with its name.
    package let doors: [[(name: String, port: UInt16)]]

    package init(names: [String], doors: [[(name: String, port: UInt16)]]) {
        self.names = names
        self.doors = doors
    }

    /// Named by their groups, each counted from 0, as real ones are.
    package init(_ fleet: FleetSpec, _ topology: Topology) {
        let names = fleet.groups.flatMap { group in
            (0..<group.count).map { "\(group.name)-\($0)" }
        }
        self.init(names: names, doors: names.map { _ in [] })
    }

    package subscript(server: ServerID) -> String { names[server.index] }

    /// The most servers that are named in one sentence.
    private static let mostNamed = 10

    /// `index-1, index-4 and 12 more`.
    package func list(_ servers: [ServerID]) -> String {
        let named = servers.prefix(Self.mostNamed).map { self[$0] }.joined(separator: ", ")
        let more = servers.count - Self.mostNamed
        return more > 0 ? "\(named) and \(more) more" : named
    }
}
