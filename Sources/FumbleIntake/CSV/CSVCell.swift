internal import FumbleModel

/// A cell of a table: its text without the quotes around it, and where it stands.
struct CSVCell: Sendable {
    let text: String
    /// Quotes included.
    let span: SourceSpan

    /// Without the spaces around it.
    var trimmed: String { Self.trimmed(text) }

    static func trimmed(_ text: some StringProtocol) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
        let front = text.drop(while: isSpace)
        return String(front.reversed().drop(while: isSpace).reversed())
    }
}

/// The cells of one line of a table, or of several where one of them holds line ends.
struct CSVRow: Sendable {
    let cells: [CSVCell]
    let span: SourceSpan

    var isBlank: Bool { cells.allSatisfy { $0.trimmed.isEmpty } }
}
