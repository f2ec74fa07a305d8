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
            .tag("h1", [:], overview.headline),
        ]
        page.add(.tag("header", [:], parts))
        for (place, section) in overview.sections.enumerated() {
            page.section(section.title, id: "part\(place + 1)", section.blocks.map(markup))
        }
        let closing = overview.closing.map { Markup.tag("div", [:], $0) }
        page.add(.tag("footer", [:], closing))
    }

    private func markup(_ block: OverviewSection.Block) -> Markup {
        switch block {
        case .paragraph(let text, let tone): return .tag("p", ["class": tone.kind], text)
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
                    row.map { cell in
                        cell.tone.kind.map { .tag("span", ["class": $0], cell.text) }
                            ?? Markup(cell.text)
                    }
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
}
