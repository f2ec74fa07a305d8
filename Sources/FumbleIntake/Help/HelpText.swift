internal import FumbleDocument
internal import FumbleModel

/// Lines of a help text, and mistakes told at them.
struct HelpText: Sendable {
    let file: String
    /// Without colours and line ends.
    let lines: [String]

    init(_ text: String, file: String) {
        self.file = file
        let ends = text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        lines = ends.map { Self.plain($0.drop { $0 == "\u{FEFF}" }) }
    }

    /// - Parameters:
    ///   - index: of the line, from 0.
    ///   - word: what of the line it is about; the whole line where it is nil or not in it.
    func mistake(
        _ code: DiagnosticCode = .helpNotRead, at index: Int, _ word: String? = nil,
        _ message: String, help: String? = nil
    ) -> Diagnostic {
        let line = lines.indices.contains(index) ? lines[index] : ""
        let indent = line.prefix { $0 == " " }.unicodeScalars.count
        var start = indent
        var length = line.unicodeScalars.count - indent
        if let word, let range = line.firstRange(of: word) {
            start = line[..<range.lowerBound].unicodeScalars.count
            length = word.unicodeScalars.count
        }
        let place = SourcePosition(file: file, line: index + 1, column: start + 1)
        return Diagnostic(
            code, at: SourceSpan(start: place, end: place.advanced(by: max(length, 1))), message,
            help: help)
    }

    func firstIndex(where fits: (String) -> Bool) -> Int? { lines.firstIndex(where: fits) }

    static func indent(of line: String) -> Int { line.prefix { $0 == " " }.count }

    static func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " } }

    /// Without what terminals take for colours (`ESC [ ... m`); tabs are spaces.
    private static func plain(_ line: some StringProtocol) -> String {
        var text = ""
        var isEscape = false
        for character in line {
            if character == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                isEscape = !character.isLetter
            } else {
                text.append(character == "\t" ? " " : character)
            }
        }
        return text
    }
}

/// Why a help text gives no usage line.
struct HelpRefusal: Error {
    let diagnostic: Diagnostic

    /// Of an option that takes more than one value at a time.
    static func severalValues(of option: String, at line: Int, _ help: HelpText) -> HelpRefusal {
        HelpRefusal(
            diagnostic: help.mistake(
                at: line, option,
                "`\(option)` takes several values, and a usage line gives an option one",
                help: "write the usage line by hand, with one value"))
    }

    /// Of an option that is typed with a value or without one.
    static func optionalValue(of option: String, at line: Int, _ help: HelpText) -> HelpRefusal {
        HelpRefusal(
            diagnostic: help.mistake(
                at: line, option,
                "`\(option)` is typed with a value or without one, and a usage line says one of "
                    + "both",
                help: "write the usage line by hand, with `\(option)` in the one way"))
    }
}
