/// The reference of a declaration as plain text, 80 columns wide.
package struct ReferencePage {
    private static let width = 80
    private var lines: [String] = []

    private init() {}

    /// The page of one kind: what it is, its fields, an example.
    package static func page(for kind: KindDescription, noun: String) -> String {
        var page = ReferencePage()
        page.heading("\(kind.name) (\(noun))")
        page.paragraph(kind.summary)
        page.body(kind.body)
        if !kind.example.isEmpty {
            page.lines.append("Example:")
            page.lines.append("")
            for line in kind.example.split(separator: "\n", omittingEmptySubsequences: false) {
                page.lines.append(line.isEmpty ? "" : "    " + line)
            }
        }
        return page.finished
    }

    /// The page of a record, such as a whole file.
    package static func page(for record: RecordDescription) -> String {
        var page = ReferencePage()
        page.heading(record.name)
        page.paragraph(record.summary)
        page.fields(record)
        return page.finished
    }

    /// The kinds of a list, a line or two each.
    package static func index(of list: KindListDescription) -> String {
        var page = ReferencePage()
        page.heading("Kinds of \(list.noun)")
        for kind in list.kinds { page.item(kind.name, kind.summary) }
        return page.finished
    }

    private var finished: String {
        var text = lines
        while text.last == "" { text.removeLast() }
        return text.joined(separator: "\n") + "\n"
    }

    private mutating func heading(_ text: String) {
        lines += [text, String(repeating: "=", count: text.count), ""]
    }

    private mutating func paragraph(_ text: String) {
        lines += Self.wrapped(text, width: Self.width, indent: 0) + [""]
    }

    private mutating func body(_ shape: ShapeDescription) {
        switch shape {
        case .record(let record):
            fields(record)
        case .anyOf(let shapes):
            for shape in shapes { body(shape) }
        default:
            paragraph("Written as \(shape.phrase).")
        }
    }

    private mutating func fields(_ record: RecordDescription) {
        guard !record.fields.isEmpty else {
            paragraph("It has no fields: write `{}`.")
            return
        }
        lines += ["Fields:", ""]
        for field in record.fields { self.field(field) }
        lines.append("")
    }

    private mutating func field(_ field: FieldDescription) {
        if let kinds = field.kinds {
            let names = kinds.kinds.map(\.name).joined(separator: ", ")
            item("{\(field.name)}", "\(presence(field)); the \(kinds.noun), one of: \(names).")
            return
        }
        let doc = field.doc.isEmpty ? "" : " " + field.doc
        item(field.name, "\(presence(field)); \(field.shape.phrase).\(doc)")
    }

    private func presence(_ field: FieldDescription) -> String {
        switch field.presence {
        case .required: "required"
        case .optional: "optional"
        case .defaulted(let written): "default `\(written)`"
        }
    }

    private mutating func item(_ name: String, _ text: String) {
        lines.append("  \(name)")
        lines += Self.wrapped(text, width: Self.width, indent: 6)
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
