/// What is wrong in a line of text, at so many characters after its first.
package struct TextMistake: Error, Sendable, Hashable {
    /// Counted from 0, in Unicode scalars.
    package let offset: Int
    package let length: Int
    package let message: String
    package let help: String?

    init(_ word: TextWord, _ message: String, help: String? = nil) {
        self.init(offset: word.offset, length: word.length, message, help: help)
    }

    init(offset: Int, length: Int, _ message: String, help: String? = nil) {
        self.offset = offset
        self.length = length
        self.message = message
        self.help = help
    }
}

/// A word of a line, and where it stands.
struct TextWord: Sendable, Hashable {
    let text: String
    let offset: Int

    var length: Int { text.unicodeScalars.count }

    /// The words of a text, which white space divides; with `commas` they are words too.
    static func words(of text: String, commas: Bool = false) -> [TextWord] {
        var words: [TextWord] = []
        var current = ""
        var start = 0
        func finish() {
            if !current.isEmpty { words.append(TextWord(text: current, offset: start)) }
            current = ""
        }
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if scalar.properties.isWhitespace {
                finish()
            } else if commas, scalar == "," {
                finish()
                words.append(TextWord(text: ",", offset: offset))
            } else {
                if current.isEmpty { start = offset }
                current.unicodeScalars.append(scalar)
            }
        }
        finish()
        return words
    }

    /// The parts between separators, empty ones too.
    func parts(by separator: Unicode.Scalar) -> [TextWord] {
        var parts: [TextWord] = []
        var place = offset
        for part in text.unicodeScalars.split(
            separator: separator, omittingEmptySubsequences: false)
        {
            parts.append(TextWord(text: String(part), offset: place))
            place += part.count + 1
        }
        return parts
    }
}
