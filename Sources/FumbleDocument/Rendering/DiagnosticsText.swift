internal import FumbleModel

/// Mistakes for people: the place, the sentence, the line with a mark under it, and the help.
struct DiagnosticsText {
    private let sources: [SourceText]
    /// Characters of a long line that are shown around the mark.
    private static let widest = 120

    init(sources: [SourceText]) {
        self.sources = sources
    }

    func render(_ diagnostics: Diagnostics) -> String {
        var text = diagnostics.sorted.map(render).joined(separator: "\n")
        if diagnostics.dropped > 0 {
            text += "\nand \(diagnostics.dropped) more mistakes, which are not shown\n"
        }
        return text
    }

    private func render(_ diagnostic: Diagnostic) -> String {
        let start = diagnostic.span.start
        var text = "\(start): error[\(diagnostic.code.rawValue)]: \(diagnostic.message)\n"
        text += quote(diagnostic.span)
        for related in diagnostic.related {
            text += "  \(related.span.start): note: \(related.message)\n" + quote(related.span)
        }
        if let help = diagnostic.help { text += "  help: \(help)\n" }
        return text
    }

    /// The line of the mark, and the mark; nothing where the file is not at hand.
    private func quote(_ span: SourceSpan) -> String {
        let source = sources.first { $0.file == span.start.file }
        guard let line = source?.line(span.start.line).map({ Array($0.unicodeScalars) }),
            !line.isEmpty
        else { return "" }
        let first = max(0, span.start.column - 1)
        let isOneLine = span.end.line == span.start.line
        let last = isOneLine ? span.end.column - 1 : line.count
        let from = first < Self.widest ? 0 : first - Self.widest / 2
        let to = min(line.count, from + Self.widest)
        let shown = (from..<max(from, to)).map { Self.printable(line[$0]) }
        let padding = shown.prefix(max(0, first - from)).map { $0 == "\t" ? "\t" : " " }
        let missing = max(0, first - from - padding.count)
        let width = max(1, min(last, max(to, first + 1)) - first)
        let number = "\(span.start.line)"
        let gutter = String(repeating: " ", count: number.count)
        let gap = padding.joined() + String(repeating: " ", count: missing)
        let mark = String(repeating: "^", count: width)
        return "    \(number) | \(shown.joined())\n    \(gutter) | \(gap)\(mark)\n"
    }

    /// A character that moves no cursor: what a terminal would obey is shown as a replacement.
    private static func printable(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\t" { return "\t" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
        default: return String(scalar)
        }
    }
}
