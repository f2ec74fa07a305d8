internal import FumbleDocument
internal import FumbleModel

/// Servers end at once; clients are sent to them until that is noticed. Reverted, they start.
struct Crash: FaultOnServers {
    let targets: Targets

    static let kind = Kind<any Fault>(
        onServers: "crash",
        summary: "Ends servers at once, without a word.",
        example: "{crash: {of: index, count: 10%}}"
    ) { Crash(targets: $0) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.crash(servers)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [.start(servers)] }
}
