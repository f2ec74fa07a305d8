package import FumbleModel

/// The report for a person at a terminal: the headline first, then what led to it.
package struct TextFormat: ReportFormat {
    package let name = "text"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        addHeader(verdict, to: &page)
        if verdict.hasBegun { addStory(of: verdict, to: &page) }
        page.heading("Findings")
        FindingsSection(verdict.findings).add(to: &page)
        addFooter(verdict, to: &page)
        return page.rendered(color: style.color)
    }

    private func addStory(of verdict: Verdict, to page: inout TextPage) {
        let arms = story(of: verdict)
        for arm in arms {
            page.heading(title("What happened", arm, of: verdict))
            TimelineSection(arm.timeline, most: lines(of: arm, in: arms)).add(to: &page)
        }
        addCapacity(of: arms, verdict, to: &page)
        addArms(verdict, to: &page)
        if !verdict.guards.isEmpty {
            page.heading("Guards")
            GuardsSection(verdict.guards, told: arms.flatMap(\.timeline)).add(to: &page)
        }
        if !verdict.main.measures.isEmpty {
            page.heading("Measures")
            MeasuresSection(verdict).add(to: &page)
        }
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        let reports = verdicts.map { render($0, style: style) }
        guard verdicts.count > 1 else { return reports.joined() }
        let summary = SummaryReport(verdicts.map(SummaryReport.Entry.init)).text(style: style)
        let rule = String(repeating: "─", count: style.columns) + "\n"
        return (reports + [summary]).joined(separator: "\n" + rule + "\n")
    }

    private func addHeader(_ verdict: Verdict, to page: inout TextPage) {
        page.paragraph(verdict.headline, ink: .bold)
        page.add(TextLine())
        page.field("experiment", verdict.header.experiment)
        if let claim = verdict.claim { page.field("claim", claim) }
        if let incident = verdict.incident.map(IncidentWords.init) {
            page.field("incident", incident.title)
            for time in incident.times { page.field("", time) }
        }
        let status = verdict.status.word
        let isKnown = verdict.statusWord == status
        page.field(
            "outcome",
            verdict.outcome.rawValue
                + (isKnown
                    ? " (run \(status))" : "; whether the run was completed: \(CutOff.words)"),
            ink: OutcomeInk.ink(verdict.outcome))
        if let missing = verdict.missing { page.field("missing", missing, labelInk: .red) }
        guard let reason = ReportWords.reason(verdict.status) else { return }
        page.field(status, reason, labelInk: .red)
    }

    /// The arms that are told in full: what was meant is only set beside them.
    private func story(of verdict: Verdict) -> [ArmVerdict] {
        let others = verdict.arms.filter { $0.arm != .meant }
        return others.isEmpty ? verdict.arms : others
    }

    private func title(_ text: String, _ arm: ArmVerdict, of verdict: Verdict) -> String {
        verdict.arms.count > 1 ? "\(text) \(ReportWords.phrase(arm.arm))" : text
    }

    /// An arm that clients felt is told at length, and the fleet's own at more.
    private func lines(of arm: ArmVerdict, in arms: [ArmVerdict]) -> Int {
        guard arm.recovery.isDisturbed else { return Self.linesOfQuietArm }
        return arms.count > 1 && arm.arm == .guarded ? Self.linesOfMainArm : Self.linesOfStory
    }

    /// Bars for the arms that lost capacity, once for those that lost the same, and a sentence for
    /// those that lost none.
    private func addCapacity(
        of arms: [ArmVerdict], _ verdict: Verdict, to page: inout TextPage
    ) {
        let known = arms.filter { !$0.capacity.isEmpty }
        guard let first = known.first else { return }
        let isSame = known.allSatisfy { $0.capacity == first.capacity }
        for arm in isSame ? [first] : known.filter(\.hasLostCapacity) {
            let bars = CapacityBars(arm, resolution: verdict.resolution)
            let phrase = isSame && known.count > 1 ? "Capacity with and without the guards" : nil
            page.heading((phrase ?? title("Capacity", arm, of: verdict)) + bars.span)
            bars.add(to: &page)
        }
        for arm in known where !isSame && !arm.hasLostCapacity {
            let phrase = ReportWords.phrase(arm.arm)
            page.paragraph(
                arm.cutAt == nil
                    ? "every subsystem was always full \(phrase)"
                    : "every subsystem was full until it was cut off, \(phrase)", indent: 2)
        }
    }

    private func addArms(_ verdict: Verdict, to page: inout TextPage) {
        let comparison = ArmComparison(verdict)
        guard !comparison.titles.isEmpty else { return }
        guard comparison.titles.count > 1 else {
            page.heading("What was measured")
            page.add(measured(comparison.rows).lines(width: page.width))
            return
        }
        page.heading("The arms side by side")
        var table = TextTable(
            columns: [.init(title: "", isNumber: false)]
                + comparison.titles.map { .init(title: $0, isNumber: true) })
        for row in comparison.rows { table.add(cells(of: row)) }
        page.add(table.lines(width: page.width))
    }

    /// The measures of the only arm, the second half beside the first.
    private func measured(_ rows: [ArmComparison.Row]) -> TextTable {
        let column = TextTable.Column(title: "", isNumber: false)
        var table = TextTable(columns: [column, column, column, column])
        let half = (rows.count + 1) / 2
        for place in 0..<half {
            let other = half + place
            let beside = other < rows.count ? cells(of: rows[other]) : [.init(text: "")]
            table.add(Array((cells(of: rows[place]) + beside + [.init(text: "")]).prefix(4)))
        }
        return table
    }

    private func cells(of row: ArmComparison.Row) -> [TextTable.Cell] {
        [.init(text: row.title)]
            + row.cells.map { .init(text: $0.text, ink: $0.isBad ? .red : .plain) }
    }

    private func addFooter(_ verdict: Verdict, to page: inout TextPage) {
        let header = verdict.header
        page.add(TextLine())
        if !header.inputs.isEmpty {
            let inputs = header.inputs.map { "\($0.name) = \($0.value)" }
            page.paragraph("with " + inputs.joined(separator: ", "), atMost: Self.linesOfInputs)
        }
        page.paragraph(
            "\(header.fleetKind), \(verdict.traffic.rawValue), seed \(header.seed), "
                + "\(ReportWords.events(verdict)), windows of "
                + PeopleTime.text(verdict.resolution))
        page.paragraph("again with: \(ReportWords.again(verdict))")
    }

    private static let linesOfQuietArm = 8
    private static let linesOfStory = 12
    private static let linesOfMainArm = 15
    private static let linesOfInputs = 1
}

extension ArmVerdict {
    fileprivate var hasLostCapacity: Bool {
        capacity.contains { !CapacityShape($0).isFullThroughout }
    }
}
