package import FumbleModel

/// What `fumble compare` prints: the answer in one line, then the table.
package struct ComparisonReport: Sendable {
    let comparison: Comparison

    /// The command that compares them again; nil: not known.
    private let again: String?

    package init(_ comparison: Comparison, again: String? = nil) {
        self.comparison = comparison
        self.again = again
    }

    /// The same for every format.
    package var overview: Overview {
        Overview(
            kind: "compare", name: comparison.head.experiment, headline: comparison.headline,
            outcome: comparison.outcome, sections: sections, cases: cases,
            properties: [
                ("base", comparison.base.name), ("head", comparison.head.name),
                ("base_build", comparison.base.build), ("head_build", comparison.head.build),
                ("base_sha256", comparison.base.experimentHash),
                ("head_sha256", comparison.head.experimentHash),
            ], metrics: ratios, samples: samples, json: value, closing: [], origin: origin)
    }

    private var origin: [OverviewSection.Field] {
        (again.map { [.init("again", $0, .strong)] } ?? [])
            + [("base", comparison.base), ("head", comparison.head)].flatMap { title, side in
                [
                    OverviewSection.Field(title, "\(side.name): \(side.experiment)"),
                    .init("\(title) build", side.build),
                    .init("\(title) files", "SHA-256 \(side.experimentHash)"),
                ] + Overview.inputs(side.inputs, titled: "\(title) inputs")
            }
    }

    private var sections: [OverviewSection] {
        var fields = [
            OverviewSection.Field("base", Self.about(comparison.base)),
            OverviewSection.Field("head", Self.about(comparison.head)),
        ]
        if let pairs = comparison.pairs {
            fields.append(.init("paired", PeopleNumber.count(pairs, "run")))
        }
        if let runs = comparison.recovered {
            let chance = Self.chance(runs.chance)
            fields.append(
                .init(
                    "recovered",
                    "\(runs.base) of \(runs.ofBase), head \(runs.head) of \(runs.ofHead), "
                        + "p \(chance.hasPrefix("<") ? "" : "= ")\(chance) (Fisher)"))
        }
        var sections = [OverviewSection(comparison.outcome.rawValue, [.fields(fields)])]
        for (title, found, tone) in [
            ("Worse than before", counting, Tone.bad), ("Known, and borne with", known, .open),
        ] where !found.isEmpty {
            sections.append(
                OverviewSection(
                    title,
                    found.flatMap { regression -> [OverviewSection.Block] in
                        [
                            .paragraph(line(regression), tone),
                            .paragraph("named `\(regression.key)`", .faint),
                        ]
                    }))
        }
        if !comparison.metrics.isEmpty {
            let title =
                comparison.isOfExplorations
                ? "In a thousand commands, and how much more" : "Median of each, and how much more"
            let pictures = ComparisonPictures(comparison)
            sections.append(
                OverviewSection(
                    title,
                    [pictures.forest.map { .figure($0) }, .table(table)].compactMap { $0 }
                        + (pictures.runs.map { [.figure($0)] } ?? [])))
        }
        if !comparison.notes.isEmpty {
            sections.append(
                OverviewSection("To know", comparison.notes.map { .paragraph($0) }))
        }
        return sections
    }

    var counting: [Regression] { comparison.regressions.filter { $0.known == nil } }
    var known: [Regression] { comparison.regressions.filter { $0.known != nil } }

    private var table: OverviewTable {
        let chances = comparison.isOfExplorations ? [] : ["95 % interval", "p"]
        return OverviewTable(
            columns: [.init("")]
                + (["base", "head", "change"] + chances).map { .init($0, isNumber: true) }
                + [.init("gate")],
            rows: comparison.metrics.map { metric in
                let tone: Tone = metric.decision == .fails ? .bad : .plain
                return cells(metric).map { .init($0, tone) }
            })
    }

    /// A case for each regression, known ones left open, and for each gate that holds.
    private var cases: [OverviewCase] {
        let found = comparison.regressions.map { regression in
            OverviewCase(
                name: regression.key, position: nil,
                outcome: regression.known == nil ? .deviated : .inconclusive,
                evidence: line(regression))
        }
        let gates = comparison.metrics.filter { $0.gate != nil && $0.decision != .fails }.map {
            OverviewCase(
                name: "gate \($0.name)", position: nil,
                outcome: $0.decision == .undecided ? .inconclusive : .confirmed,
                evidence: $0.decision != .undecided
                    ? "within the gate"
                    : comparison.isOfPart ? "a side is a part" : "too few runs to decide")
        }
        guard found.isEmpty, gates.isEmpty else { return found + gates }
        return [
            OverviewCase(
                name: "nothing is worse than before", position: nil, outcome: .confirmed,
                evidence: comparison.headline)
        ]
    }

    private var ratios: [Metric] {
        comparison.metrics.compactMap { metric in
            metric.ratio.map {
                Metric(
                    "compare_ratio", help: "Head over base, by the mean of logarithms",
                    labels: [
                        .init("experiment", comparison.head.experiment),
                        .init("metric", metric.name),
                    ], $0)
            }
        }
    }

    private var samples: SampleTable {
        let number = { (value: Double?) in value.map(PlainNumber.text) ?? "" }
        return SampleTable(
            columns: [
                "metric", "unit", "base_median", "head_median", "runs", "ratio", "lower", "upper",
                "p", "gate", "decision",
            ],
            rows: comparison.metrics.map { metric in
                [
                    metric.name, metric.unit.rawValue, number(metric.base), number(metric.head),
                    "\(metric.count)", number(metric.ratio), number(metric.interval?.lower),
                    number(metric.interval?.upper),
                    number(metric.test.map { $0.adjusted ?? $0.chance }),
                    number(metric.gate?.fraction), metric.decision.rawValue,
                ]
            })
    }

    /// Words, base, head, change, interval, chance and gate.
    private func cells(_ metric: MetricComparison) -> [String] {
        let number = { (value: Double) -> String in
            metric.unit == .seconds ? SweepWords.time(value) : PeopleNumber.grouped(value)
        }
        // Runs that were watched for so long and had not come to it have no median.
        let value = { (value: Double?, runs: [MetricComparison.Value]) -> String in
            if let value { return number(value) }
            let longest = runs.filter(\.isCensored).map(\.amount).max()
            return longest.map { "not within \(number($0))" } ?? "-"
        }
        // Of nothing there is no share.
        let isShare = metric.base != 0 || metric.head == 0
        let interval = (isShare ? metric.interval : nil).map {
            RatioScale.signed($0.lower, beside: metric.gate) + " to "
                + RatioScale.words($0.upper, beside: metric.gate)
        }
        let chance = metric.test.map { Self.chance($0.adjusted ?? $0.chance) }
        return [
            ComparisonPictures.words(metric), value(metric.base, metric.runs.compactMap(\.base)),
            value(metric.head, metric.runs.compactMap(\.head)),
            (isShare ? metric.ratio : nil).map { RatioScale.words($0, beside: metric.gate) } ?? "-",
        ] + (comparison.isOfExplorations ? [] : [interval ?? "-", chance ?? "-"]) + [
            Self.gate(metric)
        ]
    }

    private static func gate(_ metric: MetricComparison) -> String {
        guard let gate = metric.gate else { return "" }
        return "\(gate) \(metric.decision.rawValue)"
    }

    /// `0.031`, `< 0.001`.
    private static func chance(_ chance: Double) -> String {
        chance < 0.001 ? "< 0.001" : decimals(chance, 3)
    }

    /// Rounded, with so many digits behind the point at most.
    private static func decimals(_ value: Double, _ places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return PlainNumber.text((value * scale).rounded() / scale)
    }

    /// One regression with the runs that it is seen in and who has it in hand.
    func line(_ regression: Regression) -> String {
        let isPaired = comparison.pairs != nil
        var text = regression.text
        if !regression.runs.isEmpty {
            let noun = isPaired ? "seed" : "run"
            let shown = regression.runs.prefix(Self.mostNamed).joined(separator: ", ")
            let rest = regression.runs.count - min(regression.runs.count, Self.mostNamed)
            text += " (\(noun)\(regression.runs.count == 1 ? "" : "s") \(shown)"
            text += rest > 0 ? " and \(rest) more)" : ")"
        }
        if let known = regression.known {
            text += "; \(known.owner) has it until \(known.until)"
            if let because = known.because { text += ": \(because)" }
        }
        return text
    }

    static func about(_ side: ComparedSide) -> String {
        "\(side.name): \(side.experiment), \(PeopleNumber.count(side.runs, "run")), build "
            + "\(side.build), files \(side.experimentHash.prefix(12))"
    }

    private static let mostNamed = 20
}
