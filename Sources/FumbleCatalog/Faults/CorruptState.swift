internal import FumbleDocument
internal import FumbleModel

/// What servers hold of a subsystem is spoilt: they stop, and must load all of it again from the
/// other copies. Where every copy is spoilt, the writes are lost.
///
/// It cannot be taken back: reverted, nothing is done.
struct CorruptState: Fault, NamesThings {
    let subsystem: Located<String>
    let count: ServerAmount?

    static let kind = Kind<any Fault>(
        "corrupt-state",
        summary: "Spoils what servers hold of a subsystem.",
        example: "{corrupt-state: {of: index, count: 2 servers}}",
        .required("of", Shape.name.located, "the subsystem whose state is spoilt"), Targets.count
    ) { CorruptState(subsystem: $0, count: $1) }

    var demand: TargetDemand? {
        TargetDemand(
            among: .subsystem(subsystem.value), count: count, position: subsystem.position)
    }
    var names: [NamedThing] { [NamedThing(.subsystem, subsystem.value, at: subsystem.span)] }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        guard let id = fleet.subsystem(named: subsystem.value) else { return [] }
        return [.corrupt(servers, of: id)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }
}
