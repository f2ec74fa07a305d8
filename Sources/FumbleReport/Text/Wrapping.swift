/// Breaks text into lines between words, and inside a word only where it alone is too long.
enum Wrapping {
    /// A space at which no line is broken.
    static let bond = "\u{A0}"

    /// - Returns: at least one line, each of at most `width` columns; more than `atMost` lines are
    ///   cut off with `…`.
    static func lines(_ text: String, width: Int, atMost: Int = .max) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in VisibleText.plain(text).split(separator: " ") {
            let together = line.isEmpty ? String(word) : line + " " + word
            if VisibleText.columns(together) <= width {
                line = together
                continue
            }
            if !line.isEmpty { lines.append(line) }
            var pieces = pieces(of: word, width: width)
            line = pieces.removeLast()
            lines.append(contentsOf: pieces)
        }
        lines.append(line)
        lines = lines.map(withoutBonds)
        guard lines.count > atMost else { return lines }
        return lines.prefix(atMost - 1)
            + [VisibleText.cut(lines[atMost - 1] + "…", to: width)]
    }

    private static func withoutBonds(_ line: String) -> String {
        String(line.map { $0 == "\u{A0}" ? " " : $0 })
    }

    private static func pieces(of word: Substring, width: Int) -> [String] {
        var pieces = [""]
        var used = 0
        for character in word {
            let columns = VisibleText.columns(character)
            if used + columns > width, used > 0 {
                pieces.append("")
                used = 0
            }
            pieces[pieces.count - 1].append(character)
            used += columns
        }
        return pieces
    }
}
