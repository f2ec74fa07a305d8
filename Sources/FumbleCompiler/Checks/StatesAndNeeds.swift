internal import FumbleDocument
internal import FumbleModel

/// Logs that nothing replays, and subsystems that need themselves.
enum StatesAndNeeds {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for subsystem in fleet.written.subsystems ?? [] {
            let value = subsystem.value
            if let log = value.state?.log, value.restart.spec.replay == nil {
                diagnostics.report(
                    .missingField, at: log.span,
                    "`\(subsystem.name)` writes a log, and no start of it replays one",
                    help: "write `replay: 1 MB/s` in its `restart`, or leave `log` out")
            }
            for need in value.needs.all where need.value == subsystem.name {
                diagnostics.report(
                    .needsItself, at: need.span, "`\(subsystem.name)` cannot need itself",
                    help: "leave it out; circles through other subsystems are allowed")
            }
        }
    }
}
