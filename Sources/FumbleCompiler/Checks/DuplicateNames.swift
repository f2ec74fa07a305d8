internal import FumbleDocument
internal import FumbleModel

/// Two things of one kind with the same name; equal keys of a mapping were told by the reader.
enum DuplicateNames {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        let written = fleet.written
        report(written.zones, "zone", &diagnostics)
        report((written.servers ?? []).compactMap { $0?.name }, "group", &diagnostics)
        report(written.dependents.map(\.name), "dependent", &diagnostics)
        reportServers(fleet, &diagnostics)
        for case let group? in written.servers ?? [] {
            report(group.carries, "subsystem in this group", &diagnostics)
            report(group.zones ?? [], "zone in this group", &diagnostics)
        }
    }

    /// A server bears one name, and no other server does: not that of a group that is counted either.
    private static func reportServers(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        let groups = (fleet.written.servers ?? []).compactMap { $0 }
        let listed = groups.flatMap { $0.names ?? [] }
        report(listed, "server", &diagnostics)
        for name in listed where name.value.hasPrefix(".") || name.value.hasPrefix("-") {
            diagnostics.report(
                .invalidName, at: name.span,
                "a server's name does not begin with a dot or a dash, as `\(name.value)` does",
                help: "a line would take `-x` for an option, and `..` is another folder")
        }
        let counted = ServerNames(
            fleet.spec.groups.filter { $0.names.isEmpty })
        for name in listed {
            guard let other = counted.server(named: name.value),
                let group = groups.first(where: { counted.isNamed(other, after: $0.name.value) })
            else { continue }
            diagnostics.report(
                .duplicateName, at: name.span,
                "a server of group `\(group.name.value)` is called `\(name.value)`, too",
                help: "give it another name, or list the `names` of that group",
                related: [Diagnostic.Related(at: group.name.span, "the group is here")])
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
