import FumbleModel

/// One word of a typed line, its quotes taken away.
struct LineWord: Sendable, Hashable {
    let text: String
    /// Where it begins and how long it is in the line, quotes and all, in characters.
    let offset: Int
    let length: Int
}

/// Splits a typed line into words as a POSIX shell does, and expands nothing.
///
/// Single quotes keep everything, double quotes keep all but a backslash before `"`, `\`, `$` and a
/// backquote, and a backslash outside quotes keeps the next character. What a shell would act on
/// (patterns, redirections, further commands, variables) is refused by a strict parser where it is
/// not quoted, and text to a lenient one.
struct LineWords {
    private let scalars: [Unicode.Scalar]
    private let isStrict: Bool
    private var index = 0
    private var words: [LineWord] = []

    /// The most words of one line.
    static let most = 256

    static func split(
        _ line: String, parsing: PlaybookEntry.Parsing
    ) throws(LineError) -> [LineWord] {
        var splitter = LineWords(scalars: Array(line.unicodeScalars), isStrict: parsing == .strict)
        return try splitter.split()
    }

    private init(scalars: [Unicode.Scalar], isStrict: Bool) {
        self.scalars = scalars
        self.isStrict = isStrict
    }

    private mutating func split() throws(LineError) -> [LineWord] {
        while index < scalars.count {
            if Self.isBlank(scalars[index]) {
                index += 1
                continue
            }
            guard words.count < Self.most else {
                throw error(at: index, "the line has more than \(Self.most) words", help: nil)
            }
            words.append(try word())
        }
        return words
    }

    private mutating func word() throws(LineError) -> LineWord {
        let start = index
        var text = String.UnicodeScalarView()
        while index < scalars.count, !Self.isBlank(scalars[index]) {
            let scalar = scalars[index]
            switch scalar {
            case "'": try single(into: &text)
            case "\"": try double(into: &text)
            case "\\":
                guard index + 1 < scalars.count else {
                    throw error(at: index, "nothing follows the backslash", help: nil)
                }
                text.append(scalars[index + 1])
                index += 2
            default:
                if isStrict, Self.actsInShell(scalar, isFirst: index == start) {
                    throw unquoted(scalar)
                }
                text.append(scalar)
                index += 1
            }
        }
        return LineWord(text: String(text), offset: start, length: index - start)
    }

    private mutating func single(into text: inout String.UnicodeScalarView) throws(LineError) {
        let opening = index
        index += 1
        while index < scalars.count, scalars[index] != "'" {
            text.append(scalars[index])
            index += 1
        }
        try close(opening)
    }

    private mutating func double(into text: inout String.UnicodeScalarView) throws(LineError) {
        let opening = index
        index += 1
        while index < scalars.count, scalars[index] != "\"" {
            let isEscape =
                scalars[index] == "\\" && index + 1 < scalars.count
                && "\"\\$`".unicodeScalars.contains(scalars[index + 1])
            if isEscape {
                index += 1
            } else if isStrict, scalars[index] == "$" || scalars[index] == "`" {
                throw unquoted(scalars[index])
            }
            text.append(scalars[index])
            index += 1
        }
        try close(opening)
    }

    private mutating func close(_ opening: Int) throws(LineError) {
        guard index < scalars.count else {
            throw error(at: opening, "the quote is not closed", help: nil)
        }
        index += 1
    }

    private func unquoted(_ scalar: Unicode.Scalar) -> LineError {
        let shown = scalar == "\n" ? "the end of a line" : "`\(scalar)`"
        return error(
            at: index, "a shell would act on \(shown) here",
            help: scalar == "\n" ? nil : "put it between single quotes if it is meant as text")
    }

    private func error(at offset: Int, _ message: String, help: String?) -> LineError {
        LineError(offset: offset, length: 1, message: message, help: help)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t"
    }

    private static func actsInShell(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        if isFirst, scalar == "~" || scalar == "#" { return true }
        return "*?[]{}();|&<>$`!\n\r".unicodeScalars.contains(scalar)
    }
}
