internal import FumbleDocument
internal import FumbleModel

/// Makes the milestones of a group's program of what is written: each is of a subsystem that the
/// group carries.
struct MilestonesBuilder {
    let names: FleetNames
    let subsystems: [SubsystemSpec]
    let group: GroupSpec

    func build(
        _ written: [MapEntry<[MapEntry<String>]>], diagnostics: inout Diagnostics
    ) -> [MilestoneSpec] {
        written.flatMap { entry -> [MilestoneSpec] in
            let name = Located(value: entry.name, span: entry.nameSpan)
            names.check(.subsystem, name, diagnostics: &diagnostics)
            guard let place = subsystems.firstIndex(where: { $0.name == entry.name }) else {
                return []
            }
            guard group.carries.contains(SubsystemID(place)) else {
                diagnostics.report(
                    .unknownSubsystem, at: entry.nameSpan,
                    "servers of `\(group.name)` do not carry `\(entry.name)`",
                    help: "they carry \(carried.joined(separator: ", "))")
                return []
            }
            return entry.value.map {
                MilestoneSpec(
                    subsystem: SubsystemID(place), what: MilestoneSpec.What($0.name),
                    holds: $0.value)
            }
        }
    }

    private var carried: [String] { group.carries.map { "`\(subsystems[$0.index].name)`" } }
}
