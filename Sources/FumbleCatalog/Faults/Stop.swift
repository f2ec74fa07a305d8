internal import FumbleDocument
internal import FumbleModel

/// Servers are asked to end, and do; whoever asks them is told. Reverted, they start.
struct Stop: FaultOnServers {
    let targets: Targets

    static let kind = Kind<any Fault>(
        onServers: "stop",
        summary: "Asks servers to end, as an operator does who stops them.",
        example: "{stop: {of: index, count: 2 servers}}"
    ) { Stop(targets: $0) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.stop(servers)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [.start(servers)] }
}
