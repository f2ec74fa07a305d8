import FumbleModel

extension MarkdownFormat: OverviewFormat {
    package func render(_ overview: Overview, style: ReportStyle) -> String {
        var blocks = ["**\(Self.escaped(overview.headline))**"]
        if let outcome = overview.outcome {
            blocks.append("\(overview.kind) `\(overview.name)`: \(outcome.rawValue)")
        }
        for section in overview.sections {
            if !section.title.isEmpty { blocks.append("### \(Self.escaped(section.title))") }
            blocks += section.blocks.compactMap(text)
        }
        if !overview.closing.isEmpty {
            blocks.append(overview.closing.map(Self.escaped).joined(separator: "  \n"))
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func bullet(_ field: OverviewSection.Field) -> String {
        let label = field.label.isEmpty ? "" : "\(Self.escaped(field.label)): "
        return "- \(label)\(Self.escaped(field.text))"
    }

    private func text(of block: OverviewSection.Block) -> String? {
        switch block {
        case .paragraph(let text, let tone):
            return tone == .bad ? "**\(Self.escaped(text))**" : Self.escaped(text)
        case .fields(let fields):
            return fields.map(bullet).joined(separator: "\n")
        case .table(let whole):
            let table = whole.withoutBars
            return Self.table(
                titles: table.columns.map { Self.escaped($0.title) },
                rows: table.rows.map { row in
                    row.map {
                        $0.tone == .bad ? "**\(Self.escaped($0.text))**" : Self.escaped($0.text)
                    }
                })
        case .code(let text): return "```text\n\(text)\n```"
        case .figure(let figure): return figure.words.isEmpty ? nil : Self.escaped(figure.words)
        }
    }
}
