import FumbleModel

/// What people call each server of a fleet, and where it is found.
package struct ServerBook: Sendable {
    /// By the server's number.
    let names: [String]
    /// By the server's number: its ports on this machine, each with its name.
    let doors: [[(name: String, port: UInt16)]]

    package init(names: [String], doors: [[(name: String, port: UInt16)]]) {
        self.names = names
        self.doors = doors
    }

    subscript(server: ServerID) -> String { names[server.index] }

    /// The most servers that are named in one sentence.
    private static let mostNamed = 10

    /// `index-1, index-4 and 12 more`.
    func list(_ servers: [ServerID]) -> String {
        let named = servers.prefix(Self.mostNamed).map { self[$0] }.joined(separator: ", ")
        let more = servers.count - Self.mostNamed
        return more > 0 ? "\(named) and \(more) more" : named
    }
}
