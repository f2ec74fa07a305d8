internal import FumbleDocument
internal import FumbleModel

/// Servers live and cannot be reached; reverted, they are back at once, unless their cell stopped.
struct Partition: FaultOnServers {
    let targets: Targets

    static let kind = Kind<any Fault>(
        onServers: "partition",
        summary: "Cuts servers off: alive, and not to be reached.",
        example: "{partition: {zone: a}}"
    ) { Partition(targets: $0) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.cutOff(servers)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.reconnect(servers)]
    }
}
