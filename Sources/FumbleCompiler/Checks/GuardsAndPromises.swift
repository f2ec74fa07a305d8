internal import FumbleDocument
internal import FumbleModel

/// Guards that no line asks: they can hold nothing.
enum GuardsAndPromises {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        let written = fleet.written
        guard written.playbook.count == fleet.names[.playbookEntry].count else { return }
        let asked = written.playbook.flatMap { $0.value.asks.map(\.value) }
        for entry in written.guards where !asked.contains(entry.name) {
            diagnostics.report(
                .guardNeverAsked, at: entry.nameSpan,
                "no playbook entry asks guard `\(entry.name)`",
                help: "write it in the `asks` of an entry, or leave the guard out")
        }
    }
}
