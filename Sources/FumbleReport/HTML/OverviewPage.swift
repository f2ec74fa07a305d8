import FumbleModel

/// A sweep, a comparison, an exploration as parts of a page: the answer first.
struct OverviewPage {
    private let overview: Overview

    init(_ overview: Overview) {
        self.overview = overview
    }

    func add(to page: inout HTMLPage) {
        var parts: [Markup] = []
        if let outcome = overview.outcome { parts += [OutcomeMark.markup(outcome), Markup(" ")] }
        parts += [
            .tag("span", ["class": "soft"], "\(overview.kind) \(overview.name)"),
            .tag("h1", [:], [Markup(sentence: overview.headline)]),
        ]
        page.add(.tag("header", [:], parts))
        for (place, section) in overview.sections.enumerated() {
            page.section(section.title, id: "part\(place + 1)", section.blocks.map(markup))
        }
        if !overview.origin.isEmpty {
            page.section("Where it comes from", id: "origin", [origin])
        }
        let closing = overview.closing.map { Markup.tag("div", [:], $0) }
        page.add(.tag("footer", [:], closing))
    }

    /// What is to be typed, as such.
    private var origin: Markup {
        .tag(
            "dl", [:],
            overview.origin.flatMap { field in
                [
                    Markup.tag("dt", [:], field.label),
                    field.tone == .strong
                        ? .tag("dd", [:], [.tag("code", [:], field.text)])
                        : .tag("dd", [:], field.text),
                ]
            })
    }

    private func markup(_ block: OverviewSection.Block) -> Markup {
        switch block {
        case .paragraph(let text, let tone):
            return .tag("p", ["class": tone.kind], [Markup(sentence: text)])
        case .fields(let fields):
            return .tag(
                "dl", [:],
                fields.flatMap { field in
                    [
                        Markup.tag("dt", [:], field.label),
                        .tag("dd", ["class": field.tone.kind], field.text),
                    ]
                })
        case .table(let table):
            return HTMLPage.table(
                titles: table.columns.map(\.title),
                rows: table.rows.map { row in
                    row.map(Self.markup)
                }, numbers: table.columns.dropFirst().allSatisfy(\.isNumber))
        case .code(let text):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return .tag(
                "pre", [:],
                lines.enumerated().map { place, line in
                    (place > 0 ? Markup.own("\n") : .nothing) + Markup(String(line))
                })
        case .figure(let figure): return figure.markup
        }
    }

    private static func markup(_ cell: OverviewTable.Cell) -> Markup {
        if let bar = cell.bar { return markup(bar) }
        return cell.tone.kind.map { .tag("span", ["class": $0], cell.text) } ?? Markup(cell.text)
    }

    /// What it is as long as stands beside it as a number.
    private static func markup(_ bar: OverviewTable.Cell.Bar) -> Markup {
        let length = "\(PeopleNumber.percent(bar.share)) of the longest"
        var plot = Plot(
            height: barHeight, label: bar.isOpen ? "more than \(length)" : length)
        let room = bar.isOpen ? bar.share * roomOfOpenBar : bar.share
        plot.rect(
            "bar", x: "0", width: TimeScale.percent(room), y: 2, height: Double(barHeight - 4))
        if bar.isOpen {
            plot.mark(
                .later, x: TimeScale.percent(room), y: Double(barHeight) / 2,
                title: "longer: the run ended first")
        }
        return .tag("div", ["class": "bar-cell"], [plot.svg])
    }

    private static let barHeight = 14
    /// Behind it stands the sign that it is longer.
    private static let roomOfOpenBar = 0.92
}
