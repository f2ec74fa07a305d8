internal import FumbleDocument
internal import FumbleModel

/// More servers go than anyone meant, by a way that asks no guard; reverted, they are added again.
struct OverRemoval: FaultOnServers {
    let targets: Targets

    static let kind = Kind<any Fault>(
        onServers: "over-removal",
        summary: "Removes servers by a way that asks no guard.",
        example: "{over-removal: {of: billing, count: 44 servers}}"
    ) { OverRemoval(targets: $0) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.remove(servers)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [.add(servers)] }
}
