internal import FumbleDocument
internal import FumbleModel

/// Servers take longer over each request, and still answer.
///
/// Named by a subsystem or as its primaries, its process alone is slow; named by a group or a zone, the whole server is.
struct Slow: FaultOnServers {
    let targets: Targets
    let factor: Double

    static let kind = Kind<any Fault>(
        onServers: "slow",
        summary: "Makes servers take several times as long over each request.",
        example: "{slow: {of: billing, count: 20%, factor: 8x}}",
        .required(
            "factor", .factor.within(1...1_000_000).changing, "times as long as each request took")
    ) { Slow(targets: $0, factor: $1) }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.slow(servers, of: subsystem(of: fleet), factor: factor)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.slow(servers, of: subsystem(of: fleet), factor: 1)]
    }

    private func subsystem(of fleet: FleetSpec) -> SubsystemID? {
        switch targets.among {
        case .subsystem(let name), .primary(let name): fleet.subsystem(named: name)
        case .group, .zone: nil
        }
    }
}
