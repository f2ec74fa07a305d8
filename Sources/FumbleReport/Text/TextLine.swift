/// One line of a text report: stretches of text, each in one ink.
struct TextLine {
    private var spans: [Span] = []

    init() {}

    init(_ text: String, _ ink: Ink = .plain) {
        spans = [Span(text: text, ink: ink)]
    }

    private struct Span {
        let text: String
        let ink: Ink
    }

    mutating func add(_ text: String, _ ink: Ink = .plain) {
        if let last = spans.last, last.ink == ink {
            spans[spans.count - 1] = Span(text: last.text + text, ink: ink)
        } else {
            spans.append(Span(text: text, ink: ink))
        }
    }

    /// Spaces up to a column, counted from 0; at least none.
    mutating func pad(to column: Int) {
        add(String(repeating: " ", count: max(column - columns, 0)))
    }

    var columns: Int { spans.reduce(0) { $0 + VisibleText.columns($1.text) } }

    /// The line without spaces at its end, with the inks as ANSI sequences if wanted.
    func rendered(color: Bool) -> String {
        var text = ""
        for (index, span) in spans.enumerated() where !span.text.isEmpty {
            let isLast = spans[(index + 1)...].allSatisfy { $0.text.allSatisfy { $0 == " " } }
            let shown = isLast ? Self.withoutTrail(span.text) : span.text
            if color, let code = span.ink.code, !shown.isEmpty {
                text += "\u{1B}[\(code)m\(shown)\u{1B}[0m"
            } else {
                text += shown
            }
        }
        return text
    }

    private static func withoutTrail(_ text: String) -> String {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}

/// How a stretch of text looks on a terminal that has colours.
enum Ink {
    case plain, bold, faint, red, green, yellow

    /// The number of ECMA-48's "select graphic rendition".
    var code: String? {
        switch self {
        case .plain: nil
        case .bold: "1"
        case .faint: "2"
        case .red: "31"
        case .green: "32"
        case .yellow: "33"
        }
    }
}
