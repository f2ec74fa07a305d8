package import FumbleModel

/// What `fumble list` prints: the runs on disk, in the order given.
package struct RunListReport: Sendable {
    private let runs: [KeptRun]
    /// Runs that were asked for and are not shown.
    private let more: Int
    private let overdue: [RehearsalAge]

    package init(_ runs: [KeptRun], more: Int = 0, overdue: [RehearsalAge] = []) {
        self.runs = runs
        self.more = more
        self.overdue = overdue
    }

    package func text(style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        if runs.isEmpty { page.paragraph("No runs yet.") }
        for run in runs {
            page.field(
                Self.word(of: run), run.experiment,
                labelInk: run.outcome.map(OutcomeInk.ink) ?? .yellow, ink: .bold)
            let seed = run.header.map { "seed \($0.seed)" }
            let scheduled = run.header?.scheduled.map { "scheduled for \($0)" }
            let facts = [run.id, run.when.map { "\($0)" }, seed, scheduled].compactMap(\.self)
            page.field("", facts.joined(separator: ", "), ink: .faint)
            if let headline = run.headline { page.field("", headline) }
            if let trouble = run.trouble, !run.isGoingOn, trouble != KeptRun.notJudged {
                page.field("", "not whole: \(trouble)", ink: .yellow)
            }
        }
        if more > 0 { page.paragraph("and \(PeopleNumber.count(more, "older run"))", ink: .faint) }
        return page.rendered(color: style.color)
    }

    /// What it showed, or why it shows nothing.
    private static func word(of run: KeptRun) -> String {
        if let outcome = run.outcome { return outcome.rawValue }
        if run.isGoingOn { return "running" }
        return run.trouble == KeptRun.notJudged ? "not judged" : "cut off"
    }

    package var json: String {
        let listed = runs.map { run in
            JSONValue.object([
                ("run", .string(run.id)),
                ("experiment", .string(run.experiment)),
                ("when", .text(run.when.map { "\($0)" })),
                ("seed", .seed(run.header?.seed ?? 0)),
                ("outcome", .text(run.outcome?.rawValue)),
                ("headline", .text(run.headline)),
                ("status", .text(run.status?.word)),
                ("fleet", .text(run.header?.fleetKind)),
                ("build", .text(run.header?.build)),
                ("experiment_sha256", .text(run.header?.experimentHash)),
                ("scheduled", .text(run.header?.scheduled)),
                ("restarted", .array(run.restarted.map { .string($0) })),
                ("trouble", .text(run.trouble)),
                ("going_on", .bool(run.isGoingOn)),
            ])
        }
        return JSONValue.object([
            ("schema", "fumble.runs/1"), ("runs", .array(listed)), ("more", .int(more)),
            ("overdue", .array(overdue.map(RehearsalWords.json))),
        ]).pretty
    }
}
