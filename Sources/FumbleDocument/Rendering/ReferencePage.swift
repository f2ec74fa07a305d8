/// The reference of a declaration as plain text, 80 columns wide.
package struct ReferencePage {
    private static let width = 80
    private var lines: [String] = []

    private init() {}

    /// The page of one kind: what it is, its fields, an example, and the mappings within it.
    package static func page(for kind: KindDescription, noun: String) -> String {
        var page = ReferencePage()
        page.heading("\(kind.name) (\(noun))", underline: "=")
        page.paragraph(kind.summary)
        page.body(kind.body)
        if !kind.example.isEmpty {
            page.lines += ["Example:", ""]
            for line in kind.example.split(separator: "\n", omittingEmptySubsequences: false) {
                page.lines.append(line.isEmpty ? "" : "  " + line)
            }
            page.lines.append("")
        }
        page.sections(RecordSearch.records(within: kind.body))
        return page.finished
    }

    /// The page of a record, such as a whole file, with the mappings within it.
    package static func page(for record: RecordDescription) -> String {
        var page = ReferencePage()
        page.heading(record.name, underline: "=")
        page.paragraph(record.summary)
        page.fields(record)
        page.sections(RecordSearch.records(within: .record(record)))
        return page.finished
    }

    /// The kinds of a list, a line or two each.
    package static func index(of list: KindListDescription) -> String {
        var page = ReferencePage()
        page.heading("Kinds of \(list.noun)", underline: "=")
        for kind in list.kinds { page.item(kind.name, kind.summary) }
        return page.finished
    }

    /// A page that no declaration has: a sentence, and what there is to say, each under its name.
    package static func page(
        titled title: String, summary: String, items: [(name: String, text: String)]
    ) -> String {
        var page = ReferencePage()
        page.heading(title, underline: "=")
        page.paragraph(summary)
        for item in items { page.item(item.name, item.text) }
        return page.finished
    }

    private var finished: String {
        var text = lines
        while text.last == "" { text.removeLast() }
        return text.joined(separator: "\n") + "\n"
    }

    private mutating func heading(_ text: String, underline: Character) {
        lines += [text, String(repeating: underline, count: text.count), ""]
    }

    private mutating func sections(_ records: [RecordDescription]) {
        for record in records where ShapeWords(.record(record)).needsSection {
            heading(record.name, underline: "-")
            paragraph(record.summary)
            fields(record)
        }
    }

    private mutating func paragraph(_ text: String) {
        lines += Self.wrapped(text, width: Self.width, indent: 0) + [""]
    }

    private mutating func body(_ shape: ShapeDescription) {
        switch shape {
        case .record(let record): fields(record)
        case .anyOf(let shapes): for shape in shapes { body(shape) }
        default: paragraph("Written as \(ShapeWords(shape).phrase).")
        }
    }

    private mutating func fields(_ record: RecordDescription) {
        guard !record.fields.isEmpty else {
            paragraph("It has no fields: write `{}`.")
            return
        }
        lines += ["Fields:", ""]
        for field in record.fields { self.field(field) }
        if let others = record.others {
            item(others.placeholder, Self.sentence(others.doc))
            form(of: others.shape, presence: .optional)
        }
        lines.append("")
    }

    /// What it is for, then how it is written, then what stands where it is left out.
    private mutating func field(_ field: FieldDescription) {
        var name = field.kinds?.noun.uppercased() ?? field.name
        if case .required = field.presence { name += " (required)" }
        item(name, Self.sentence(field.doc))
        if let kinds = field.kinds {
            form(of: .words(kinds.kinds.map { .init($0.name) }), presence: field.presence)
        } else {
            form(of: field.shape, presence: field.presence)
        }
    }

    private mutating func form(of shape: ShapeDescription, presence: FieldDescription.Presence) {
        var text = Self.sentence(ShapeWords(shape).phrase)
        if case .defaulted(let written) = presence { text += " Default: `\(written)`." }
        lines += Self.wrapped(text, width: Self.width, indent: Self.indent)
    }

    private static let indent = 6

    /// With a full stop and a capital letter, which only the program's own name goes without.
    private static func sentence(_ text: String) -> String {
        guard let first = text.first else { return "" }
        let end = text.hasSuffix(".") ? "" : "."
        guard !text.hasPrefix("fumble") else { return text + end }
        return first.uppercased() + text.dropFirst() + end
    }

    private mutating func item(_ name: String, _ text: String) {
        lines.append("  \(name)")
        lines += Self.wrapped(text, width: Self.width, indent: Self.indent)
    }

    /// Text broken at spaces; a word longer than the width stays whole.
    static func wrapped(_ text: String, width: Int, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(margin + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        if !line.isEmpty { lines.append(margin + line) }
        return lines
    }
}
