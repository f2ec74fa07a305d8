import FumbleModel

/// The team's own tool, asked against processes that stood in for servers.
extension ExplorationReport {
    /// nil: no line is for a tool, or it was not to be asked.
    var tool: OverviewSection? {
        guard let trial = exploration.tool else { return nil }
        var blocks: [OverviewSection.Block] = []
        if trial.isAsked { blocks.append(.fields(fields(of: trial))) }
        if trial.unasked > 0 {
            blocks.append(
                .paragraph(
                    "\(PeopleNumber.count(trial.unasked, "line")) for the tool "
                        + "\(trial.unasked == 1 ? "was" : "were") not asked of it, and "
                        + "\(trial.unasked == 1 ? "is" : "are") read by the playbook alone", .open))
        }
        blocks += notes(of: trial).map { .paragraph($0, .bad) }
        return OverviewSection("The team's own tool", blocks)
    }

    private func notes(of trial: ToolTrial) -> [String] {
        guard exploration.isIdle else { return trial.notes }
        return [
            "on the meant line, which by `does` takes servers, nothing ended: what the tool does is not "
                + "seen here, and that nothing harmful gets through shows nothing"
        ] + trial.notes
    }

    private func fields(of trial: ToolTrial) -> [OverviewSection.Field] {
        let asked = OverviewSection.Field(
            "asked",
            "\(trial.tools.joined(separator: ", ")) was run "
                + "\(PeopleNumber.count(trial.calls, "time")) against "
                + "\(PeopleNumber.count(trial.standIns, "stand-in")); those that ended or were "
                + "stopped are what it removed, whatever it said")
        guard trial.asked > 0 else { return [asked] }
        let through = harmfulThroughTool
        return [
            asked,
            .init(
                "ends nothing",
                "on \(PeopleNumber.grouped(trial.refused)) of "
                    + PeopleNumber.count(trial.asked, "line")),
            .init(
                "lets through",
                through == 0 ? "no harmful line" : PeopleNumber.count(through, "harmful line"),
                through == 0 ? .good : .bad),
            .init("unlike `does`", Self.unlike(trial)),
        ]
    }

    /// Lines of one or two slips that the tool makes something harmful of.
    private var harmfulThroughTool: Int {
        exploration.escapes.map(\.request).filter { $0.tool != nil }
            .reduce(0) { $0 + $1.lines.count + $1.pairs.count }
    }

    private static func unlike(_ trial: ToolTrial) -> String {
        func said(_ likeness: ToolDeed.Likeness, _ verb: String, _ what: String) -> String? {
            let count = trial.lines[likeness, default: 0]
            return count == 0 ? nil : "\(verb) \(PeopleNumber.count(count, "line")) that \(what)"
        }
        let parts = [
            said(.stopped, "stops", "`does` lets through"),
            said(.taken, "takes", "the parser refuses"),
            said(.otherwise, "removes others than `does`, or more or fewer, on", "both take"),
        ].compactMap(\.self)
        return parts.isEmpty
            ? "it does with every line what `does` says" : "it " + parts.joined(separator: "; ")
    }

    /// nil: no line is for a tool, or it was not to be asked.
    var toolJSON: JSONValue {
        guard let trial = exploration.tool else { return .null }
        func lines(_ likeness: ToolDeed.Likeness) -> JSONValue {
            .int(trial.lines[likeness, default: 0])
        }
        return .object([
            ("tools", .array(trial.tools.map { .string($0) })), ("stand_ins", .int(trial.standIns)),
            ("calls", .int(trial.calls)), ("lines", .int(trial.asked)),
            ("refused", .int(trial.refused)),
            ("harmful_through", .int(harmfulThroughTool)),
            ("stops_what_does_lets_through", lines(.stopped)),
            ("takes_what_the_parser_refuses", lines(.taken)),
            ("does_otherwise", lines(.otherwise)), ("same_as_does", lines(.same)),
            ("not_asked", .int(trial.unasked)), ("hung", .array(trial.hung.map { .string($0) })),
            ("meant_ended_nothing", .bool(trial.isIdleAsMeant)),
            ("inconclusive", .bool(exploration.isIdle)),
            ("notes", .array(notes(of: trial).map { .string($0) })),
        ])
    }
}
