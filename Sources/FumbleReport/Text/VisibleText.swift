/// Text as a terminal shows it: what it may hold, and how many columns it takes.
enum VisibleText {
    /// The text on one line, without characters that would move the cursor or hide others.
    static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    /// 2 for the wide characters of Unicode Standard Annex 11 and for emoji, else 1.
    static func columns(_ character: Character) -> Int {
        if character.isASCII { return 1 }
        for scalar in character.unicodeScalars {
            let isWide = wide.contains { $0.contains(scalar.value) }
            if isWide || scalar.properties.isEmojiPresentation || scalar.value == emojiSelector {
                return 2
            }
        }
        return 1
    }

    /// The text, or its beginning and `…`, in at most so many columns.
    static func cut(_ text: String, to width: Int) -> String {
        guard columns(text) > width else { return text }
        var result = ""
        var used = 1
        for character in text {
            used += columns(character)
            if used > width { break }
            result.append(character)
        }
        return result + "…"
    }

    private static let emojiSelector: UInt32 = 0xFE0F
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
