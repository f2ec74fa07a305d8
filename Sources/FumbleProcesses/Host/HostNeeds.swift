package import FumbleModel

/// What servers must be started with so that what an experiment does to them can be done.
package struct HostNeeds: Sendable, Hashable {
    /// Whether the network to servers will be made bad.
    package private(set) var isProxied = false
    /// By server, whose ways to it something will be done to, and not to others'.
    package private(set) var toldApart: [ServerID: [LinkEnds]] = [:]
    /// How large the disk of each server is; nil: it has none of its own.
    package private(set) var disk: ByteCount?
    /// Whether the memory of servers will be bounded.
    package private(set) var boundsMemory = false
    /// Servers whose clocks will be set wrong, or may be.
    package private(set) var clocks: Set<ServerID> = []

    /// - Parameter commands: all that fumble will do to the fleet, to whomever it could be done.
    package init(for commands: [FleetCommand]) {
        for command in commands {
            if command.isAboutLinks { isProxied = true }
            if case .disturb(let servers, _, let ends) = command, !ends.isEverybody {
                for server in servers where toldApart[server]?.contains(ends) != true {
                    toldApart[server, default: []].append(ends)
                }
            }
            guard case .burden(let servers, let trouble) = command else { continue }
            switch trouble {
            case .configDrift, .syscallError, .slowDisk: break
            case .diskFull(let size): disk = max(disk ?? size, size)
            case .memoryPressure: boundsMemory = true
            case .clockSkew: clocks.formUnion(servers)
            }
        }
    }
}
