internal import FumbleDocument
internal import FumbleModel

/// Segments are lost with a chance and sent again after a timeout, as TCP does.
struct Loss: Fault, NamesThings {
    let targets: Targets
    let share: Share

    static let kind = Kind<any Fault>(
        onServers: "loss",
        summary: "Loses a share of what is sent to servers and back.",
        example: "{loss: {of: index, share: 5%}}",
        .required(
            "share", .share(in: Share.none...Share.percent(99)),
            "the share of segments that is lost")
    ) { Loss(targets: $0, share: $1) }

    var demand: TargetDemand? { targets.demand }
    var names: [NamedThing] { [targets.named] }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.disturb(servers, .loss(share))]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.soothe(servers, .loss(share))]
    }
}
