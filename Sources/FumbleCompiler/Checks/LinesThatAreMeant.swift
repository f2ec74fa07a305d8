internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Lines that somebody means and the playbook refuses.
///
/// A typed line that is refused is no mistake: then the parser, guard zero, has held.
enum LinesThatAreMeant {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        let fleet = draft.fleet
        guard fleet.isCountable, fleet.usages.allSatisfy({ $0 != nil }),
            fleet.usages.count == fleet.names[.playbookEntry].count
        else { return }
        for step in draft.written.method {
            let path = "method" + step.path
            switch step.action {
            case .type(let typing):
                // A window that is none was told, and what it would give is not known.
                if let from = typing.from?.meant, !fleet.names.isKnown(.window, from.value) {
                    continue
                }
                let line = typing.line
                check(line.meant, in: line.meantWindow, path, fleet, &diagnostics) {
                    offset, length in
                    typing.meant.mark(at: offset, length: length)
                }
            case .inject(let chosen, _):
                guard let line = chosen.value.typedLine else { continue }
                let place = SourceSpan(start: line.meantPosition, end: line.meantPosition)
                check(line.meant, in: line.meantWindow, path, fleet, &diagnostics) { _, _ in place }
            case .load, .waitUntil: continue
            }
        }
        let others =
            draft.written.response.compactMap { $0 }.map { ("response", $0.does.value) }
            + fleet.written.automation.map { ("automation", $0.value.does.value) }
        for (path, verb) in others {
            guard let line = verb.line else { continue }
            check(line.text, in: nil, path, fleet, &diagnostics) { offset, length in
                line.mark(at: offset, length: length)
            }
        }
    }

    private static func check(
        _ line: String, in window: String?, _ path: String, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics, mark: (Int, Int) -> SourceSpan
    ) {
        let whole = mark(0, line.unicodeScalars.count)
        guard !fleet.usages.isEmpty else {
            diagnostics.report(
                .unknownPlaybookEntry, at: whole,
                "the fleet has no playbook, so no line does anything",
                help: "write the command under `playbook:` of the fleet")
            return
        }
        let preview = Preview.of(
            line, in: window, fleet: fleet.spec, topology: fleet.topology, seed: 1, path: path)
        switch preview.outcome {
        case .notUnderstood(let error) where error.offset == 0 && error.length > 0:
            let word = String(line.prefix { $0 != " " })
            diagnostics.reportUnknown(
                .unknownPlaybookEntry, "playbook entry for", word, at: mark(0, error.length),
                among: fleet.spec.playbook.map { String($0.usage.prefix { $0 != " " }) })
        case .notUnderstood(let error):
            diagnostics.report(
                .commandRefused, at: mark(error.offset, error.length),
                "the playbook refuses this line: \(error.message)", help: error.help)
        case .deed(_, let deed):
            guard deed.verb.countsServers, deed.servers.isEmpty else { return }
            diagnostics.report(.zeroTargets, at: whole, "the line reaches no server")
        case .elsewhere: return
        }
    }
}

extension VerbName {
    /// Whether it acts on so many servers, rather than on whole subsystems or none.
    var countsServers: Bool {
        switch self {
        case .deleteData, .restore: false
        case .removeServers, .addServers, .restartServers, .pushConfig, .rollbackConfig: true
        case .fullRestart, .dropNeed, .cancelCommand, .type, .denyAccess, .grantAccess,
            .withdrawRoute, .announceRoute, .admit:
            false
        }
    }
}
