package import FumbleModel

/// What servers must be started with so that what an experiment does to them can be done.
package struct HostNeeds: Sendable, Hashable {
    /// Whether the network to servers will be made bad.
    package private(set) var isProxied = false
    /// How large the disk of each server is; nil: it has none of its own.
    package private(set) var disk: ByteCount?
    /// Whether the memory of servers will be bounded.
    package private(set) var boundsMemory = false
    /// Whether the clocks of servers will be set wrong.
    package private(set) var setsClocks = false

    /// - Parameter commands: all that fumble will do to the fleet.
    package init(for commands: [FleetCommand]) {
        for command in commands {
            if command.isAboutLinks { isProxied = true }
            guard case .burden(_, let trouble) = command else { continue }
            switch trouble {
            case .configDrift, .syscallError, .slowDisk: break
            case .diskFull(let size): disk = max(disk ?? size, size)
            case .memoryPressure: boundsMemory = true
            case .clockSkew: setsClocks = true
            }
        }
    }
}
