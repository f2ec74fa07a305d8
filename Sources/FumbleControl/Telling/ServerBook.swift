package import FumbleModel

/// What people call each server of a fleet, and where it is found.
package struct ServerBook: Sendable {
    private let names: ServerNames
    private let doors: [[(name: String, port: UInt16)]]

    /// - Parameter doors: of each server, by its number, its ports on this machine, each with its name.
    package init(_ fleet: FleetSpec, doors: [[(name: String, port: UInt16)]] = []) {
        names = fleet.serverNames
        self.doors = doors
    }

    package subscript(server: ServerID) -> String { names[server] }

    package func doors(of server: ServerID) -> [(name: String, port: UInt16)] {
        doors.isEmpty ? [] : doors[server.index]
    }

    /// `index-1, index-4 and 12 more`.
    package func list(_ servers: [ServerID]) -> String { names.list(servers) }
}
