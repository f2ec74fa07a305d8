package import FumbleModel

/// A text of a file that can point at each of its own characters.
package struct MarkedText: Sendable {
    package let text: String
    package let span: SourceSpan
    package let style: Scalar.Style

    package init(text: String, span: SourceSpan, style: Scalar.Style) {
        self.text = text
        self.span = span
        self.style = style
    }

    /// So many characters of the text, from one counted from 0; the whole text where it is not the
    /// same in the file character by character (escapes, folded lines, inputs).
    package func mark(at offset: Int, length: Int) -> SourceSpan {
        let quote = style == .quoted ? 1 : 0
        let count = text.unicodeScalars.count
        let isAsWritten =
            style != .block && span.start.line == span.end.line
            && span.end.column - span.start.column == count + 2 * quote
        guard isAsWritten else { return span }
        let first = min(max(offset, 0), count)
        let column = span.start.column + quote + first
        let width = max(1, min(length, count - first))
        return SourceSpan(
            start: SourcePosition(file: span.start.file, line: span.start.line, column: column),
            end: SourcePosition(
                file: span.start.file, line: span.start.line, column: column + width))
    }

    /// Any text that is not blank.
    package static let shape = Shape<MarkedText>(Shape<String>.text.description) { node, reading in
        Shape<String>.text.read(node, &reading).map { text in
            MarkedText(text: text, span: node.span, style: node.scalar?.style ?? .plain)
        }
    }
}
