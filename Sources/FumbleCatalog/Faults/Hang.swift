internal import FumbleDocument
internal import FumbleModel

/// Servers live and answer nothing; reverted, they go on where they were.
struct Hang: FaultOnServers {
    let targets: Targets

    static let kind = Kind<any Fault>(
        onServers: "hang",
        summary: "Lets servers live and answer nothing.",
        example: "{hang: {of: index, count: 3 servers}}"
    ) { Hang(targets: $0) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.hang(servers)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [.resume(servers)] }
}
