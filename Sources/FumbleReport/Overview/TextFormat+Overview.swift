import FumbleModel

extension TextFormat: OverviewFormat {
    package func render(_ overview: Overview, style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        page.paragraph(overview.headline, ink: .bold)
        for section in overview.sections {
            page.heading(section.title)
            for block in section.blocks { add(block, to: &page) }
        }
        if !overview.closing.isEmpty { page.add(TextLine()) }
        for line in overview.closing { page.paragraph(line) }
        return page.rendered(color: style.color)
    }

    private func add(_ block: OverviewSection.Block, to page: inout TextPage) {
        switch block {
        case .paragraph(let text, let tone): page.paragraph(text, ink: tone.ink, indent: 2)
        case .fields(let fields):
            for field in fields { page.field(field.label, field.text, ink: field.tone.ink) }
        case .table(let table):
            var rows = TextTable(
                columns: table.columns.map { .init(title: $0.title, isNumber: $0.isNumber) })
            for row in table.rows { rows.add(row.map { .init(text: $0.text, ink: $0.tone.ink) }) }
            page.add(
                table.splits ? rows.blocks(width: page.width) : rows.lines(width: page.width))
        case .code(let text):
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                page.add(TextLine("  " + VisibleText.plain(String(line))))
            }
        case .figure(let figure):
            if !figure.words.isEmpty { page.paragraph(figure.words, indent: 2) }
        }
    }
}
