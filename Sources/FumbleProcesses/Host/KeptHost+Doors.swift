package import FumbleModel

/// What servers are called, and where they are found.
extension KeptHost {
    /// Where clients find one of a server's ports.
    package func door(_ name: String, of server: ServerID) -> UInt16? {
        layout.door(name, of: server.index)
    }

    /// What people call a server: its group, and its number in it.
    package nonisolated func name(of server: ServerID) -> String { layout.name(of: server.index) }

    /// Where clients find a server's ports, each by its name.
    package nonisolated func doors(of server: ServerID) -> [(name: String, port: UInt16)] {
        (layout.program(of: server.index)?.ports ?? []).compactMap { name in
            layout.door(name, of: server.index).map { (name, $0) }
        }
    }
}
