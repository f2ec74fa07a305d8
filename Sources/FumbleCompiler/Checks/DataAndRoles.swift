internal import FumbleDocument
internal import FumbleModel

/// Data that is deleted where none is kept, restored where there is no copy, and primaries that are
/// needed by operations that never ask them.
enum DataAndRoles {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for subsystem in fleet.written.subsystems ?? [] {
            for name in subsystem.value.roles?.neededBy ?? [] {
                checkPath(of: name, to: subsystem.name, fleet, &diagnostics)
            }
        }
        for entry in fleet.written.playbook { check(entry.value.does.value, fleet, &diagnostics) }
    }

    /// Words in capitals are looked at when somebody types a line.
    static func check(_ verb: WrittenVerb, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for name in verb.of where !WrittenVerb.isArgument(name.value) {
            switch verb.verb {
            case .deleteData: checkData(of: name, fleet, &diagnostics)
            case .restore: checkCopy(of: name, fleet, &diagnostics)
            default: return
            }
        }
    }

    static func checkData(
        of name: Located<String>, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        guard let subsystem = written(name, fleet, diagnostics), subsystem.state == nil else {
            return
        }
        diagnostics.report(
            .noDataToDelete, at: name.span, "`\(name.value)` keeps no data that could be deleted",
            help: "declare its `state: {size: 180 GB, objects: 40M}`")
    }

    private static func checkCopy(
        of name: Located<String>, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        guard let subsystem = written(name, fleet, diagnostics), subsystem.state?.copy == nil
        else { return }
        diagnostics.report(
            .nothingToRestoreFrom, at: name.span,
            "there is no copy of `\(name.value)` to restore it from",
            help: "declare `copy: {age: 6h, restores-at: 60 MB/s}` in its `state`")
    }

    /// nil too while something of a file cannot be read: it may be just what is asked for.
    private static func written(
        _ name: Located<String>, _ fleet: FleetDraft, _ diagnostics: Diagnostics
    ) -> WrittenSubsystem? {
        guard diagnostics.isEmpty else { return nil }
        return fleet.written.subsystems?.first { $0.name == name.value }?.value
    }

    private static func checkPath(
        of name: Located<String>, to subsystem: String, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        guard
            let operation = fleet.written.operations.first(where: { $0.name == name.value })?.value,
            !operation.path.contains(where: { $0.value == subsystem }),
            !operation.then.contains(where: { row in
                row.name == subsystem || row.value.contains { $0.name == subsystem }
            })
        else { return }
        diagnostics.report(
            .primaryOffThePath, at: name.span,
            "`\(name.value)` never asks `\(subsystem)`, so it cannot need its primary",
            help: "put `\(subsystem)` on its `path`, or leave it out here")
    }
}
