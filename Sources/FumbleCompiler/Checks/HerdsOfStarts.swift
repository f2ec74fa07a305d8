internal import FumbleDocument
internal import FumbleModel

/// Herds of so many servers that so many never start together.
enum HerdsOfStarts {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        guard fleet.isCountable, let written = fleet.written.subsystems else { return }
        for (index, subsystem) in written.enumerated() {
            let restart = subsystem.value.restart
            guard let above = restart.herd?.above else { continue }
            let servers = fleet.capacity(of: index)
            let most = min(restart.spec.atOnce ?? servers, servers)
            guard above.value >= most else { continue }
            let isLimited = most < servers
            diagnostics.report(
                .herdNeverMeets, at: above.span,
                "no more than \(most) servers of `\(subsystem.name)` ever start at one time"
                    + (isLimited ? ", by its `at-once`" : ", for there are no more"),
                help: most > 1
                    ? "write an `above` below \(most), or leave `herd` out" : "leave `herd` out")
        }
    }
}
