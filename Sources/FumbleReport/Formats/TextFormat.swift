package import FumbleModel

/// The report for a person at a terminal: the headline first, then what led to it.
package struct TextFormat: ReportFormat {
    package let name = "text"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        addHeader(verdict, to: &page)
        let arms = story(of: verdict)
        for arm in arms {
            page.heading(title("What happened", arm, of: verdict))
            let most = arm.arm == arms.last?.arm ? Self.linesOfStory : Self.linesOfFirstArm
            TimelineSection(arm.timeline, most: most).add(to: &page)
        }
        for arm in arms where !arm.capacity.isEmpty {
            page.heading(title("Capacity", arm, of: verdict))
            CapacityBars(arm, resolution: verdict.resolution).add(to: &page)
        }
        page.heading(verdict.arms.count > 1 ? "The arms side by side" : "What was measured")
        addArms(verdict, to: &page)
        if !verdict.guards.isEmpty {
            page.heading("Guards")
            GuardsSection(verdict.guards).add(to: &page)
        }
        if !verdict.main.measures.isEmpty {
            page.heading("Measures")
            MeasuresSection(verdict).add(to: &page)
        }
        page.heading("Findings")
        FindingsSection(verdict.findings).add(to: &page)
        addFooter(verdict, to: &page)
        return page.rendered(color: style.color)
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
        let status = verdict.status.word
        page.field(
            "outcome", "\(verdict.outcome.rawValue) (run \(status))",
            ink: OutcomeInk.ink(verdict.outcome))
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

    private func addArms(_ verdict: Verdict, to page: inout TextPage) {
        let comparison = ArmComparison(verdict)
        let isAlone = comparison.titles.count == 1
        var table = TextTable(
            columns: [.init(title: "", isNumber: false)]
                + comparison.titles.map {
                    .init(title: isAlone ? "" : $0, isNumber: !isAlone)
                })
        for row in comparison.rows {
            table.add(
                [.init(text: row.title)]
                    + row.cells.map { .init(text: $0.text, ink: $0.isBad ? .red : .plain) })
        }
        page.add(table.lines(width: page.width))
    }

    private func addFooter(_ verdict: Verdict, to page: inout TextPage) {
        let header = verdict.header
        page.add(TextLine())
        if !header.inputs.isEmpty {
            let inputs = header.inputs.map { "\($0.name) = \($0.value)" }
            page.paragraph("with " + inputs.joined(separator: ", "), atMost: Self.linesOfInputs)
        }
        let events = PeopleNumber.count(verdict.main.events, "event")
        page.paragraph(
            "\(header.fleetKind), \(verdict.traffic.rawValue), seed \(header.seed), \(events), hash "
                + "\(ReportWords.hash(verdict.main.eventsHash)), windows of "
                + PeopleTime.text(verdict.resolution))
        page.paragraph("run \(header.id), again with: fumble replay \(header.id)")
    }

    private static let linesOfFirstArm = 6
    private static let linesOfStory = 13
    private static let linesOfInputs = 2
}
