internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// Access that is denied to a subsystem which does not need it: nothing would come of it.
enum AccessThatIsNeeded {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action else { continue }
            let commands = chosen.value.commands(on: [], of: draft.fleet.spec)
            for case .deny(let subsystem, .subsystem(let other), _) in commands {
                let needs = draft.fleet.spec[other].needs
                guard !(needs.toServe + needs.toStart + needs.toOperate).contains(subsystem) else {
                    continue
                }
                diagnostics.report(
                    .accessNotNeeded, at: chosen.kindSpan,
                    "`\(draft.fleet.spec[other].name)` does not need "
                        + "`\(draft.fleet.spec[subsystem].name)`, so nothing comes of denying it",
                    help: "name a subsystem whose `needs` have it, or `clients`")
            }
        }
    }
}
