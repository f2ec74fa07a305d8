/// A refusal as it was told to whoever typed, judged as a message: can they tell from it what to
/// change?
///
/// A good one names what was typed, the number that it came to, and the limit that it went beyond:
/// `` `COUNT` 44 would leave `index` with 56 of 100 servers, below its minimum of 70 ``.
package struct RefusalMessage: Sendable, Hashable, Codable {
    /// As it was said; empty: nothing was.
    private let text: String
    /// The line's own arguments and options, which name its fields; nil: whatever looks like one does.
    private let fields: [String]?
    /// The subsystems that the line names.
    private let named: [String]

    /// - Parameters:
    ///   - fields: what the usage line calls its arguments, and the options that were typed; nil: not known,
    ///     as of fumble's own guards, whose words are tested.
    ///   - named: the subsystems that the line names: these name a field between quotes.
    package init(_ text: String, fields: [String]? = nil, named: [String] = []) {
        self.text = text
        self.fields = fields
        self.named = named
    }

    /// What somebody else's program said of a line.
    package init(_ text: String, of line: String, arguments: [String], named: [String]) {
        let options = line.split { $0.isWhitespace || $0 == "=" }.filter { $0.hasPrefix("-") }
        self.init(text, fields: arguments + options.map(String.init), named: named)
    }

    /// What is missing, in one sentence; nil: nothing is.
    ///
    /// - Parameter resolved: the servers that the command came to; 0: it is about something else than
    ///   servers, of which there may be no number, and no limit.
    package func lacks(resolved: Int) -> String? {
        var missing: [String] = []
        if !namesAField { missing.append("the field that was typed") }
        if resolved == 0 {
            return missing.first.map { "the refusal does not name \($0)" }
        }
        if !names(resolved) { missing.append("the number it came to (\(resolved))") }
        if !namesALimit(beside: resolved) { missing.append("the limit") }
        guard let last = missing.last else { return nil }
        let list = missing.dropLast().joined(separator: ", ")
        return "the refusal does not name \(list.isEmpty ? last : list + " and " + last)"
    }

    package func names(_ resolved: Int) -> Bool {
        pieces.contains { Int($0.digits) == resolved && $0.unit.isEmpty }
    }

    /// Another number than the one that the command came to, or a quantity with its unit.
    package func namesALimit(beside resolved: Int) -> Bool {
        pieces.contains { Int($0.digits) != resolved || !$0.unit.isEmpty }
    }

    /// Numbers that stand for themselves, each with its unit (`30%`, `10m`): those of an address, a version or
    /// a server's name are none.
    private var pieces: [(digits: String, unit: String)] {
        text.split(whereSeparator: \.isWhitespace).filter { !$0.contains("://") }
            .flatMap { $0.split { "/=<>;,()[]{}".contains($0) } }
            .compactMap { piece in
                let bare = piece.drop { Self.marks.contains($0) }
                let digits = bare.prefix { ("0"..."9").contains($0) }
                let unit = bare.dropFirst(digits.count).filter { !Self.marks.contains($0) }
                let isUnit = unit == "%" || unit.count <= 2 && unit.allSatisfy(\.isLetter)
                return digits.isEmpty || !isUnit ? nil : (String(digits), unit)
            }
    }

    /// What stands around a number and is no part of it.
    private static let marks = "`'\".:!?"

    /// One of the line's own arguments or options, or a subsystem that it names, between quotes. Where these
    /// are not known, a word in capitals, an option, or something between backquotes.
    package var namesAField: Bool {
        guard let fields else { return namesSomething }
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
            .map(String.init)
        let isNamed = fields.contains { field in
            words.contains { word in
                let bare = field.hasPrefix("-") ? word[...] : word.drop { $0 == "-" }
                return bare == field || field.count > 1 && bare.lowercased() == field.lowercased()
            }
        }
        return isNamed
            || named.contains { name in
                ["`", "'", "\""].contains { text.contains($0 + name + $0) }
            }
    }

    private var namesSomething: Bool {
        text.split(separator: " ").contains { word in
            let letters = word.filter(\.isLetter)
            return word.hasPrefix("`") || word.hasPrefix("--") || word.contains("=")
                || (letters.count > 1 && letters.allSatisfy(\.isUppercase))
        }
    }
}
