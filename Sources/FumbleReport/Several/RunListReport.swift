package import FumbleModel

/// What `fumble list` prints: the runs on disk, in the order given.
package struct RunListReport: Sendable {
    private let entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    package struct Entry: Sendable, Hashable {
        package let id: String
        package let experiment: String
        /// The date and time at which it was begun, as text; nil: its name does not say.
        package let when: String?
        package let seed: UInt64
        /// nil: the run was cut off before it was judged.
        package let outcome: Outcome?
        package let headline: String?

        package init(
            id: String, experiment: String, when: String?, seed: UInt64, outcome: Outcome?,
            headline: String?
        ) {
            self.id = id
            self.experiment = experiment
            self.when = when
            self.seed = seed
            self.outcome = outcome
            self.headline = headline
        }
    }

    package func text(style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        if entries.isEmpty { page.paragraph("No runs yet.") }
        for entry in entries {
            page.field(
                entry.outcome?.rawValue ?? "cut off", entry.experiment,
                labelInk: entry.outcome.map(OutcomeInk.ink) ?? .yellow, ink: .bold)
            let facts = [entry.id, entry.when, "seed \(entry.seed)"].compactMap(\.self)
            page.field("", facts.joined(separator: ", "), ink: .faint)
            if let headline = entry.headline { page.field("", headline) }
        }
        return page.rendered(color: style.color)
    }

    package var json: String {
        let runs = entries.map { entry in
            JSONValue.object([
                ("run", .string(entry.id)),
                ("experiment", .string(entry.experiment)),
                ("when", .text(entry.when)),
                ("seed", .seed(entry.seed)),
                ("outcome", .text(entry.outcome?.rawValue)),
                ("headline", .text(entry.headline)),
            ])
        }
        return JSONValue.object([("schema", "fumble.runs/1"), ("runs", .array(runs))]).pretty
    }
}
