import FumbleModel

/// A typed line, its options told from its other words.
struct LineOptions: Sendable {
    private(set) var words: [LineWord] = []
    private(set) var options: [Typed] = []

    /// One option as it was typed.
    struct Typed: Sendable, Hashable {
        let option: UsageOption
        /// nil: nothing was typed, or a blank. A flag's value is the flag.
        let value: String?
        let offset: Int
        let length: Int
    }

    /// A value follows its option as the next word or after `=`; after a bare `--` there are no
    /// options.
    static func read(
        _ words: [LineWord], of usage: Usage, parsing: PlaybookEntry.Parsing
    ) throws(LineError) -> LineOptions {
        var result = LineOptions()
        let known = Known(usage, parsing)
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if word.text == "--" {
                result.words += words[index...]
                break
            }
            guard word.text.hasPrefix("-"), word.text != "-" else {
                result.words.append(word)
                continue
            }
            let (name, attached) = cut(word.text)
            guard let option = try known.find(name, word) else { continue }
            var typed = Typed(
                option: option, value: attached, offset: word.offset, length: word.length)
            if option.value == nil {
                try known.checkFlag(typed)
                typed = Typed(
                    option: option, value: option.name, offset: word.offset, length: word.length)
            } else if attached == nil, index < words.count, !known.isOption(words[index]) {
                typed = Typed(
                    option: option, value: words[index].text, offset: words[index].offset,
                    length: words[index].length)
                index += 1
            }
            result.options.append(try known.checked(typed, after: result.options))
        }
        return result
    }

    private static func cut(_ text: String) -> (name: String, value: String?) {
        guard text.hasPrefix("--"), let equals = text.firstIndex(of: "=") else {
            return (text, nil)
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    /// The options of a usage, and how strictly they are read.
    private struct Known {
        let usage: Usage
        let isStrict: Bool

        init(_ usage: Usage, _ parsing: PlaybookEntry.Parsing) {
            self.usage = usage
            self.isStrict = parsing == .strict
        }

        /// - Returns: nil for an option that is to be ignored.
        func find(_ name: String, _ word: LineWord) throws(LineError) -> UsageOption? {
            if let exact = usage.options.first(where: { $0.name == name }) { return exact }
            let names = usage.options.map(\.name)
            if isStrict {
                throw LineError(
                    offset: word.offset, length: word.length, message: "no option `\(name)`",
                    help: Words.hint(for: name, among: names))
            }
            let begun = usage.options.filter { name.count > 2 && $0.name.hasPrefix(name) }
            guard begun.count <= 1 else {
                throw LineError(
                    offset: word.offset, length: word.length,
                    message: "`\(name)` could be \(Words.list(begun.map(\.name), "or"))",
                    help: nil)
            }
            return begun.first
        }

        /// Whether a word is one of the usage's options, so that it is nobody's value.
        func isOption(_ word: LineWord) -> Bool {
            guard word.text.hasPrefix("-"), word.text != "-" else { return false }
            if word.text == "--" { return true }
            let name = LineOptions.cut(word.text).name
            return usage.options.contains {
                $0.name == name || !isStrict && name.count > 2 && $0.name.hasPrefix(name)
            }
        }

        func checkFlag(_ typed: Typed) throws(LineError) {
            guard isStrict, typed.value != nil else { return }
            throw error(typed, "`\(typed.option.name)` takes no value")
        }

        func checked(_ typed: Typed, after others: [Typed]) throws(LineError) -> Typed {
            let isBlank = typed.value?.allSatisfy(\.isWhitespace) ?? true
            if !isStrict, isBlank {
                return Typed(
                    option: typed.option, value: nil, offset: typed.offset, length: typed.length)
            }
            guard isStrict else { return typed }
            let name = typed.option.name
            if typed.value == nil { throw error(typed, "`\(name)` has no value") }
            if isBlank { throw error(typed, "the value of `\(name)` is blank") }
            if !usage.repeatable.contains(name), others.contains(where: { $0.option.name == name })
            {
                throw error(typed, "`\(name)` is typed twice")
            }
            return typed
        }

        private func error(_ typed: Typed, _ message: String) -> LineError {
            LineError(offset: typed.offset, length: typed.length, message: message, help: nil)
        }
    }
}
