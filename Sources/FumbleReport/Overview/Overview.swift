package import FumbleModel

/// What is told of many runs together - a sweep, a comparison, an exploration - so that every format
/// can be made of it.
///
/// Whoever has such a thing makes one of these; it then has text, JSON, JUnit, Markdown, GitHub, CSV,
/// Prometheus and HTML.
package struct Overview: Sendable {
    /// Such as `sweep`: the noun of what it is.
    package let kind: String
    /// What it is about, such as the experiment's name.
    package let name: String
    /// The answer in one line.
    package let headline: String
    /// nil: it has none, as where nothing was run.
    package let outcome: Outcome?
    package let sections: [OverviewSection]
    /// What CI dashboards count.
    package let cases: [OverviewCase]
    /// What GitHub annotates, the cases if nothing else.
    package let remarks: [OverviewCase]
    /// Names and values for machines, beside the cases: seeds, build, hashes.
    package let properties: [(name: String, value: String)]
    package let metrics: [Metric]
    package let samples: SampleTable
    package let json: JSONValue
    /// How it was made and is made again, one line each.
    package let closing: [String]
    /// Where it comes from - command, build, files, inputs - for pages that are sent around.
    package let origin: [OverviewSection.Field]

    package init(
        kind: String, name: String, headline: String, outcome: Outcome?,
        sections: [OverviewSection], cases: [OverviewCase],
        properties: [(name: String, value: String)], metrics: [Metric], samples: SampleTable,
        json: JSONValue, closing: [String], origin: [OverviewSection.Field] = [],
        remarks: [OverviewCase]? = nil
    ) {
        self.remarks = remarks ?? cases
        self.origin = origin
        self.kind = kind
        self.name = name
        self.headline = headline
        self.outcome = outcome
        self.sections = sections
        self.cases = cases
        self.properties = properties
        self.metrics = metrics
        self.samples = samples
        self.json = json
        self.closing = closing
    }
}

extension Overview {
    /// What inputs came to, as a field of where it comes from; none where there are none.
    static func inputs(
        _ inputs: [Plan.Input], titled title: String = "inputs"
    ) -> [OverviewSection.Field] {
        guard !inputs.isEmpty else { return [] }
        let words = inputs.map { "\($0.name) = \($0.value)" }
        return [OverviewSection.Field(title, words.joined(separator: ", "))]
    }
}

/// A titled part of an overview.
package struct OverviewSection: Sendable {
    package let title: String
    package let blocks: [Block]

    package init(_ title: String, _ blocks: [Block]) {
        self.title = title
        self.blocks = blocks
    }

    package enum Block: Sendable {
        case paragraph(String, Tone = .plain)
        /// Labels with texts beside them.
        case fields([Field])
        case table(OverviewTable)
        /// Lines to be typed or copied, as they are.
        case code(String)
        /// A drawing, for pages only.
        case figure(Figure)
    }

    package struct Field: Sendable {
        package let label: String
        package let text: String
        package let tone: Tone

        package init(_ label: String, _ text: String, _ tone: Tone = .plain) {
            self.label = label
            self.text = text
            self.tone = tone
        }
    }
}

/// How a text is meant; never the only sign of it.
package enum Tone: Sendable, Hashable {
    case plain, strong, faint, good, bad, open

    package init(_ outcome: Outcome) {
        switch outcome {
        case .confirmed: self = .good
        case .inconclusive: self = .open
        case .deviated: self = .bad
        }
    }

    var ink: Ink {
        switch self {
        case .plain: .plain
        case .strong: .bold
        case .faint: .faint
        case .good: .green
        case .bad: .red
        case .open: .yellow
        }
    }

    /// The class of a page's element.
    var kind: String? {
        switch self {
        case .plain: nil
        case .strong: "strong"
        case .faint: "soft"
        case .good: "confirmed"
        case .bad: "bad"
        case .open: "inconclusive"
        }
    }
}

/// Rows of cells in titled columns; the first cell of a row is its title.
package struct OverviewTable: Sendable {
    package let columns: [Column]
    package let rows: [[Cell]]
    /// Whether columns for which there is no room go into a further table, on a terminal.
    package let splits: Bool

    package init(columns: [Column], rows: [[Cell]], splits: Bool = false) {
        precondition(rows.allSatisfy { $0.count == columns.count })
        self.splits = splits
        self.columns = columns
        self.rows = rows
    }

    package struct Column: Sendable {
        package let title: String
        package let isNumber: Bool
        /// Whether its cells are bars; in text they are drawn with letters, and elsewhere left out.
        let isBar: Bool

        package init(_ title: String, isNumber: Bool = false) {
            self.init(title, isNumber: isNumber, isBar: false)
        }

        init(_ title: String, isNumber: Bool = false, isBar: Bool) {
            self.title = title
            self.isNumber = isNumber
            self.isBar = isBar
        }
    }

    package struct Cell: Sendable {
        package let text: String
        package let tone: Tone
        /// nil: it is text alone.
        let bar: Bar?

        package init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
            bar = nil
        }

        /// - Parameters:
        ///   - share: its length, from 0 to 1.
        ///   - isOpen: what it stands for is longer, nobody knows by how much.
        init(bar share: Double, isOpen: Bool, _ tone: Tone) {
            let length = Int((share * Self.lettersOfBar).rounded())
            text = String(repeating: "█", count: length) + (isOpen ? "▶" : "")
            self.tone = tone
            bar = Bar(share: share, isOpen: isOpen)
        }

        struct Bar: Sendable {
            let share: Double
            let isOpen: Bool
        }

        private static let lettersOfBar = 16.0
    }

    /// The same without its bars, for formats that cannot draw them.
    var withoutBars: OverviewTable {
        let kept = columns.indices.filter { !columns[$0].isBar }
        return OverviewTable(
            columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }
}

/// One thing that was looked at over many runs: a group of seeds, a metric, a slip.
package struct OverviewCase: Sendable {
    package let name: String
    /// nil: it is about no line of a file.
    package let position: SourcePosition?
    package let outcome: Outcome
    /// Why, in one line.
    package let evidence: String
    /// So many seconds of fleet time or of work it took; nil: not known.
    package let seconds: Double?

    package init(
        name: String, position: SourcePosition?, outcome: Outcome, evidence: String,
        seconds: Double? = nil
    ) {
        self.name = name
        self.position = position
        self.outcome = outcome
        self.evidence = evidence
        self.seconds = seconds
    }
}

/// A drawing of an overview, made of this room's own parts.
package struct Figure: Sendable {
    let markup: Markup
    /// What it shows, for formats that draw nothing; empty: what is around it says that already.
    let words: String

    init(_ markup: Markup, words: String) {
        self.markup = markup
        self.words = words
    }
}
