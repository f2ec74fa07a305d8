/// A text report while it is being written, line by line, no wider than its width.
struct TextPage {
    let width: Int
    private var lines: [TextLine] = []

    init(width: Int) {
        self.width = width
    }

    func rendered(color: Bool) -> String {
        lines.map { $0.rendered(color: color) + "\n" }.joined()
    }

    mutating func add(_ line: TextLine) { lines.append(line) }

    mutating func add(_ more: [TextLine]) { lines.append(contentsOf: more) }

    /// Whole paragraphs, broken between words.
    mutating func paragraph(_ text: String, ink: Ink = .plain, indent: Int = 0, atMost: Int = .max)
    {
        for line in Wrapping.lines(text, width: width - indent, atMost: atMost) {
            var shown = TextLine(String(repeating: " ", count: indent))
            shown.add(line, ink)
            add(shown)
        }
    }

    /// A section's title, after an empty line.
    mutating func heading(_ title: String) {
        add(TextLine())
        paragraph(title, ink: .bold)
    }

    /// A label and a text beside it, each broken between words under its own beginning; a word of a label
    /// that alone is too long is cut.
    mutating func field(
        _ label: String, _ text: String, labelInk: Ink = .faint, ink: Ink = .plain,
        at column: Int = TextPage.fieldColumn, atMost: Int = .max
    ) {
        let texts = Wrapping.lines(text, width: width - column, atMost: atMost)
        let room = column - 3
        let words = VisibleText.plain(label).split(separator: " ", omittingEmptySubsequences: false)
        let labels =
            VisibleText.columns(label) > room && words.count > 1
            ? Wrapping.lines(
                words.map { VisibleText.cut(String($0), to: room) }.joined(separator: " "),
                width: room)
            : [VisibleText.cut(VisibleText.plain(label), to: room)]
        for index in 0..<max(texts.count, labels.count) {
            var line = TextLine("  ")
            if index < labels.count { line.add(labels[index], labelInk) }
            if index < texts.count {
                line.pad(to: column)
                line.add(texts[index], ink)
            }
            add(line)
        }
    }

    static let fieldColumn = 16
}
