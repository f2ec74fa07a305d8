package import FumbleModel

/// What people call each server of a fleet, and where it is found.
package struct ServerBook: Sendable {
    private let names: Names
    private let doors: [[(name: String, port: UInt16)]]

    /// A large fleet's names are made when they are asked for: a pre-flight names ten of a hundred thousand.
    private enum Names {
        case listed([String])
        /// Each group's name, and the number of its first server, in the fleet's order.
        case counted([(group: String, first: Int)])
    }

    /// Both by the server's number.
    ///
    /// - Parameter doors: its ports on this machine, each with its name.
    package init(names: [String], doors: [[(name: String, port: UInt16)]]) {
        self.names = .listed(names)
        self.doors = doors
    }

    /// Named by their groups, each counted from 0, as real ones are.
    package init(_ fleet: FleetSpec) {
        var first = 0
        names = .counted(
            fleet.groups.map { group in
                defer { first += group.count }
                return (group.name, first)
            })
        doors = []
    }

    package subscript(server: ServerID) -> String {
        switch names {
        case .listed(let names): return names[server.index]
        case .counted(let groups):
            guard let group = groups.last(where: { $0.first <= server.index }) else {
                preconditionFailure("server \(server.index) is of no group")
            }
            return "\(group.group)-\(server.index - group.first)"
        }
    }

    package func doors(of server: ServerID) -> [(name: String, port: UInt16)] {
        doors.isEmpty ? [] : doors[server.index]
    }

    /// The most servers that are named in one sentence.
    private static let mostNamed = 10

    /// `index-1, index-4 and 12 more`.
    package func list(_ servers: [ServerID]) -> String {
        let named = servers.prefix(Self.mostNamed).map { self[$0] }.joined(separator: ", ")
        let more = servers.count - Self.mostNamed
        return more > 0 ? "\(named) and \(more) more" : named
    }
}
