internal import FumbleDocument
internal import FumbleModel

/// Subsystems whose name says how a length varies: `service: {exponential: 4ms}` would mean two
/// things.
enum WordsOfDistributions {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for subsystem in fleet.written.subsystems ?? []
        where WrittenLength.words.contains(subsystem.name) {
            diagnostics.report(
                .invalidName, at: subsystem.nameSpan,
                "`\(subsystem.name)` says how a length varies, and cannot be a subsystem",
                help: "give it another name")
        }
    }
}
