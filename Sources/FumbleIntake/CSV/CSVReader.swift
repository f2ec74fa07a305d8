internal import FumbleDocument
internal import FumbleModel

/// Reads a table of cells separated by commas (RFC 4180), each with its place.
///
/// Lines end with LF, CR LF or CR; a mark of the byte order is passed over, blank lines are left out.
/// A library of ours would tell no columns, and what is wrong in a table is told at its place.
struct CSVReader {
    private let file: String
    private let scalars: [Unicode.Scalar]
    private var next = 0
    private var line = 1
    private var column = 1
    private var diagnostics: Diagnostics

    /// The most rows that are read.
    static let mostRows = 200_000

    static func read(
        _ source: String, file: String, diagnostics: inout Diagnostics
    ) -> [CSVRow] {
        var reader = CSVReader(source, file: file, diagnostics: diagnostics)
        let rows = reader.rows()
        diagnostics = reader.diagnostics
        return rows
    }

    private init(_ source: String, file: String, diagnostics: Diagnostics) {
        self.file = file
        self.diagnostics = diagnostics
        scalars = Array(source.unicodeScalars.drop { $0 == "\u{FEFF}" })
    }

    private mutating func rows() -> [CSVRow] {
        var rows: [CSVRow] = []
        while next < scalars.count {
            let row = row()
            guard !row.isBlank else { continue }
            guard rows.count < Self.mostRows else {
                diagnostics.report(
                    .numberTooLarge, at: row.span,
                    "the table has more than \(Self.mostRows) rows, which is the most")
                break
            }
            rows.append(row)
        }
        return rows
    }

    private mutating func row() -> CSVRow {
        let start = position
        var cells = [cell()]
        while take(",") { cells.append(cell()) }
        let end = position
        takeLineEnd()
        return CSVRow(cells: cells, span: SourceSpan(start: start, end: end))
    }

    private mutating func cell() -> CSVCell {
        let start = position
        let text = current == "\"" ? quoted(from: start) : plain()
        return CSVCell(text: text, span: SourceSpan(start: start, end: position))
    }

    private mutating func plain() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar != ",", !isLineEnd(scalar) {
            if scalar == "\"" {
                report(
                    .strayQuote, "a quote stands within a cell that does not begin with one",
                    help: "put the whole cell in quotes, and write each quote in it twice")
            }
            text.append(scalar)
            advance()
        }
        return String(text)
    }

    private mutating func quoted(from start: SourcePosition) -> String {
        var text = String.UnicodeScalarView()
        advance()
        while let scalar = current {
            advance()
            if scalar != "\"" {
                text.append(scalar)
            } else if current == "\"" {
                text.append(scalar)
                advance()
            } else {
                return String(text) + remainder()
            }
        }
        diagnostics.report(
            .strayQuote, at: SourceSpan(start: start, end: start.advanced(by: 1)),
            "the quote that is opened here is closed nowhere",
            help: "close it at the end of the cell, and write each quote in it twice")
        return String(text)
    }

    /// Spaces may stand behind a closing quote, and nothing else.
    private mutating func remainder() -> String {
        var isReported = false
        while let scalar = current, scalar != ",", !isLineEnd(scalar) {
            if scalar != " ", scalar != "\t", !isReported {
                report(
                    .strayQuote, "text follows the quote that ends the cell",
                    help: "end the cell with its quote, and write each quote in it twice")
                isReported = true
            }
            advance()
        }
        return ""
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, help: String) {
        diagnostics.report(
            code, at: SourceSpan(start: position, end: position.advanced(by: 1)), message,
            help: help)
    }

    // MARK: - Characters

    private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

    private var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

    private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        advance()
        return true
    }

    private mutating func takeLineEnd() {
        if take("\r") {
            _ = take("\n")
        } else {
            _ = take("\n")
        }
    }

    /// Over one character; a CR before an LF does not end the line twice.
    private mutating func advance() {
        let scalar = scalars[next]
        next += 1
        let endsLine = scalar == "\n" || (scalar == "\r" && current != "\n")
        if endsLine {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }
}

extension SourcePosition {
    /// So many characters further in the same line.
    func advanced(by count: Int) -> SourcePosition {
        SourcePosition(file: file, line: line, column: column + count)
    }
}
