internal import FumbleDocument
internal import FumbleModel

/// Servers live and cannot be reached; reverted, they are back at once, unless their cell stopped.
///
/// Cut off from some alone they go on serving the others, and are up for all but those.
struct Partition: FaultOnLinks {
    let ways: Ways

    static let kind = Kind<any Fault>(
        onLinks: "partition",
        summary: "Cuts servers off: alive, and not to be reached.",
        example: "{partition: {zone: a}}"
    ) { Partition(ways: $0) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        from.isEmpty
            ? [.cutOff(servers)]
            : [.disturb(servers, .partition, from: ways.ends(of: fleet))]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        from.isEmpty
            ? [.reconnect(servers)]
            : [.soothe(servers, .partition, from: ways.ends(of: fleet))]
    }
}
