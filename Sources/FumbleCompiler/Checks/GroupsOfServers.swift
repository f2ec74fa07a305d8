internal import FumbleDocument
internal import FumbleModel

/// Groups without a server, and zones in which none stands.
enum GroupsOfServers {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        guard fleet.isCountable else { return }
        for case let group? in fleet.written.servers ?? [] where group.count.value == 0 {
            diagnostics.report(
                .zeroTargets, at: group.count.span, "group `\(group.name.value)` has no servers",
                help: "write how many it has, or leave the group out")
        }
        for case let group? in fleet.written.servers ?? [] {
            guard let failure = group.failure, failure.value.mean == .zero else { continue }
            diagnostics.report(
                .outOfRange, at: failure.span,
                "a server of `\(group.name.value)` would serve for no time before it crashes",
                help: "write how long it serves, such as `failure: {exponential: 30d}`")
        }
        for (index, zone) in fleet.written.zones.enumerated() {
            let isUsed = fleet.spec.groups.contains { $0.zones.contains(index) }
            if isUsed { continue }
            diagnostics.report(
                .unusedName, at: zone.span, "no server stands in zone `\(zone.value)`",
                help: "name it in the `zones` of a group, or leave it out")
        }
    }
}
