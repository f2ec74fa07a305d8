internal import FumbleDocument
internal import FumbleModel

/// A line of text in a file, which can point at each of its own characters.
struct WrittenLine: Sendable {
    let text: String
    let span: SourceSpan
    private let style: Scalar.Style

    var position: SourcePosition { span.start }

    /// So many characters of the text, from one counted from 0; the whole line where the text in
    /// the file is not the same character by character (escapes, folded lines, inputs).
    func mark(at offset: Int, length: Int) -> SourceSpan {
        MarkedText(text: text, span: span, style: style).mark(at: offset, length: length)
    }

    static let shape = Shape<WrittenLine>(Shape<String>.text.description) { node, reading in
        guard let text = Shape<String>.text.read(node, &reading) else { return nil }
        let line = WrittenLine(text: text, span: node.span, style: node.scalar?.style ?? .plain)
        return line.filled(&reading)
    }

    /// The same with its words replaced that are wholly `input.NAME` or `each.NAME`: a line is words, and
    /// what is typed may be another number on another fleet.
    private func filled(_ reading: inout Reading) -> WrittenLine? {
        guard style == .plain else { return self }
        var words: [String] = []
        var offset = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let length = word.unicodeScalars.count
            let written = Node.scalar(String(word), at: mark(at: offset, length: length))
            guard let found = reading.resolved(written)?.scalar?.text else { return nil }
            words.append(found)
            offset += length + 1
        }
        let filled = words.joined(separator: " ")
        return filled == text ? self : WrittenLine(text: filled, span: span, style: .block)
    }
}
