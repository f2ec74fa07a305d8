internal import FumbleDocument
internal import FumbleModel

/// Whoever had a connection is told that it is gone, and may make another. It happens once.
struct Reset: FaultOnLinks {
    let ways: Ways
    let share: Share

    static let kind = Kind<any Fault>(
        onLinks: "reset",
        summary: "Resets open connections of servers, once.",
        example: "{reset: {of: index, share: 50%}}",
        .required(
            "share", .share(in: Share(partsPerMillion: 1)...Share.whole),
            "the share of open connections")
    ) { Reset(ways: $0, share: $1) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.disturb(servers, .reset(share), from: ways.ends(of: fleet))]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        []
    }
}
