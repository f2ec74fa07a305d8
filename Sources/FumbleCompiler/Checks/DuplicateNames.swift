internal import FumbleDocument
internal import FumbleModel

/// Two things of one kind with the same name; equal keys of a mapping were told by the reader.
enum DuplicateNames {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        let written = fleet.written
        report(written.zones, "zone", &diagnostics)
        report((written.servers ?? []).compactMap { $0?.name }, "group", &diagnostics)
        report(written.dependents.map(\.name), "dependent", &diagnostics)
        for case let group? in written.servers ?? [] {
            report(group.carries, "subsystem in this group", &diagnostics)
            report(group.zones ?? [], "zone in this group", &diagnostics)
        }
    }

    private static func report(
        _ names: [Located<String>], _ noun: String, _ diagnostics: inout Diagnostics
    ) {
        var seen: [String: SourceSpan] = [:]
        for name in names {
            if let first = seen[name.value] {
                diagnostics.report(
                    .duplicateName, at: name.span, "there is another \(noun) `\(name.value)`",
                    help: "give one of the two another name, or leave it out",
                    related: [Diagnostic.Related(at: first, "the first is here")])
            } else {
                seen[name.value] = name.span
            }
        }
    }
}
