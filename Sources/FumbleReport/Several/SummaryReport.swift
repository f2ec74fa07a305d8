package import FumbleModel

/// One line an experiment when several were run, and how many there were of each outcome.
package struct SummaryReport: Sendable {
    private let entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    package struct Entry: Sendable, Hashable {
        package let experiment: String
        /// nil: there is no verdict, as when the file has mistakes.
        package let outcome: Outcome?
        /// The status when it is not `completed`, else nil.
        package let status: String?
        package let headline: String

        package init(experiment: String, outcome: Outcome?, status: String?, headline: String) {
            self.experiment = experiment
            self.outcome = outcome
            self.status = status
            self.headline = headline
        }

        package init(_ verdict: Verdict) {
            let word = verdict.status.word
            self.init(
                experiment: verdict.header.experiment, outcome: verdict.outcome,
                status: verdict.status == .completed ? nil : word, headline: verdict.headline)
        }

        /// The outcome, or the status where that says more.
        var word: String { status ?? outcome?.rawValue ?? "not run" }

        var ink: Ink {
            if status != nil { return .red }
            return outcome.map(OutcomeInk.ink) ?? .red
        }
    }

    package func text(style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        for entry in entries {
            page.field(entry.word, entry.experiment, labelInk: entry.ink, ink: .bold)
            page.field("", entry.headline)
        }
        page.add(TextLine())
        page.paragraph(counts, indent: 2)
        return page.rendered(color: style.color)
    }

    /// `3 experiments: 2 confirmed, 1 deviated`.
    var counts: String {
        var words = [Outcome.confirmed, .inconclusive, .deviated].map(\.rawValue)
        for entry in entries where !words.contains(entry.word) { words.append(entry.word) }
        let parts = words.compactMap { word -> String? in
            let count = entries.count { $0.word == word }
            return count == 0 ? nil : "\(PeopleNumber.grouped(count)) \(word)"
        }
        let total = PeopleNumber.count(entries.count, "experiment")
        return parts.isEmpty ? total : "\(total): \(parts.joined(separator: ", "))"
    }
}
