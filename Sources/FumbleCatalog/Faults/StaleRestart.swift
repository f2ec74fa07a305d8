internal import FumbleDocument
internal import FumbleModel

/// Servers restart as though they had last started long ago: they replay the log of all that time.
///
/// A restart cannot be taken back: reverted, nothing is done.
struct StaleRestart: FaultOnServers {
    let targets: Targets
    let age: TimeSpan

    static let kind = Kind<any Fault>(
        onServers: "stale-restart",
        summary: "Restarts servers as though they had last started long ago.",
        example: "{stale-restart: {of: index, count: 5 servers, age: 4y}}",
        .required("age", .age, "the time since they last started")
    ) { StaleRestart(targets: $0, age: $1) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.restart(servers, aged: age)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }
}
