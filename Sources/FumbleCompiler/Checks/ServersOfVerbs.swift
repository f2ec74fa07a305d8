internal import FumbleDocument
internal import FumbleModel

/// Servers that a playbook, people or automation name, and that the fleet does not have.
enum ServersOfVerbs {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        let written = fleet.written
        let verbs =
            written.playbook.map(\.value.does.value) + written.automation.map(\.value.does.value)
        check(verbs, fleet, &diagnostics)
    }

    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        check(
            draft.written.response.compactMap { $0?.does.value }, draft.fleet, &diagnostics)
    }

    private static func check(
        _ verbs: [WrittenVerb], _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        guard fleet.isCountable else { return }
        let names = fleet.spec.serverNames
        for name in verbs.flatMap(\.servers) where !WrittenVerb.isArgument(name.value) {
            if names.server(named: name.value) != nil { continue }
            diagnostics.reportUnknownServer(name.value, at: name.span, among: names)
        }
    }
}
