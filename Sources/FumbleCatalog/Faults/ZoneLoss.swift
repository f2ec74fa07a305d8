internal import FumbleDocument
internal import FumbleModel

/// Every server of a zone ends at once; reverted, they all start together.
struct ZoneLoss: Fault, NamesThings {
    let zone: Located<String>

    static let kind = Kind<any Fault>(
        "zone-loss",
        summary: "Ends every server of a zone at once.",
        example: "{zone-loss: {zone: a}}",
        .required("zone", Shape.name.located, "the failure domain that is lost")
    ) { ZoneLoss(zone: $0) }

    var demand: TargetDemand? {
        TargetDemand(among: .zone(zone.value), count: nil, position: zone.position)
    }
    var names: [NamedThing] { [NamedThing(.zone, zone.value, at: zone.span)] }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.crash(servers)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [.start(servers)] }
}
