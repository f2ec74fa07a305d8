internal import FumbleDocument
internal import FumbleModel

/// A subsystem that is up refuses clients, people, or other subsystems that need it: keys that were
/// rotated away, rights that were taken, a firewall rule.
///
/// Clients get an error at once, a share of their attempts or all. A subsystem that needs it does as
/// though it was down; people cannot operate it, and lines that they type about it are refused.
/// Reverted, all have access again.
struct DenyAccess: Fault, NamesThings {
    let subsystem: Located<String>
    let by: [Located<String>]
    let share: Share

    static let kind = Kind<any Fault>(
        "deny-access",
        summary: "Has a subsystem refuse clients, people or other subsystems.",
        example: "{deny-access: {to: index, by: [clients, placement], share: 35%}}",
        .required("to", Shape.name.located, "the subsystem that refuses them"),
        ConfigShapes.by, ConfigShapes.share
    ) { DenyAccess(subsystem: $0, by: $1, share: $2) }

    var names: [NamedThing] {
        ([subsystem] + ConfigShapes.subsystems(of: by)).map {
            NamedThing(.subsystem, $0.value, at: $0.span)
        }
    }
    var words: String? {
        "to \(subsystem.value) " + VerbDetail.access(by: by.map(\.value), share: share).words
    }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        deny(fleet) { $0 == .clients ? share : .whole }
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        deny(fleet) { _ in .none }
    }

    private func deny(_ fleet: FleetSpec, share: (Asker) -> Share) -> [FleetCommand] {
        guard let id = fleet.subsystem(named: subsystem.value) else { return [] }
        return by.compactMap { Asker($0.value, of: fleet) }
            .map { .deny(id, to: $0, share: share($0)) }
    }
}
