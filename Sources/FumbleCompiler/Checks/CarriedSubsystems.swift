internal import FumbleDocument
internal import FumbleModel

/// Subsystems that no server carries.
enum CarriedSubsystems {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        guard fleet.isCountable else { return }
        for (index, subsystem) in (fleet.written.subsystems ?? []).enumerated() {
            let isCarried = fleet.spec.groups.contains { $0.carries.contains(SubsystemID(index)) }
            if isCarried { continue }
            diagnostics.report(
                .subsystemWithoutServers, at: subsystem.nameSpan,
                "no group of servers carries `\(subsystem.name)`",
                help: "name it in the `carries` of a group, or leave it out")
        }
    }
}
