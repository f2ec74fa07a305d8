internal import FumbleDocument
internal import FumbleModel

/// Servers get a bad configuration: all at once, or a canary of them first.
///
/// Named by a subsystem, it is the configuration of that; named by a group or a zone, of all that the
/// servers carry. Reverted, all of them get the good one back.
struct PushConfig: FaultOnServers {
    let targets: Targets
    let effect: ConfigEffect
    let canary: Canary?

    static let kind = Kind<any Fault>(
        onServers: "push-config",
        summary: "Gives servers a bad configuration, to a canary first or to all.",
        example: """
            {push-config: {of: index, makes: refuse, canary: {count: 5%, for: 10m}}}
            """,
        .required(
            "makes", ConfigShapes.makes(), "what it makes of each: to be slow, to refuse, to end"),
        .optional("canary", ConfigShapes.canary, "who gets it first; all at once if left out")
    ) { PushConfig(targets: $0, effect: $1, canary: $2) }

    var words: String? { VerbDetail.config(effect, canary: canary).words }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.configure(servers, of: subsystem(of: fleet), makes: effect)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.configure(servers, of: subsystem(of: fleet), makes: .good)]
    }

    private func subsystem(of fleet: FleetSpec) -> SubsystemID? {
        if case .subsystem(let name) = targets.among { fleet.subsystem(named: name) } else { nil }
    }
}
