/// A refusal as it was told to whoever typed, judged as a message: can they tell from it what to
/// change?
///
/// A good one names what was typed, the number that it came to, and the limit that it went beyond:
/// `` `COUNT` 44 would leave `index` with 56 of 100 servers, below its minimum of 70 ``.
package struct RefusalMessage: Sendable {
    private let text: String

    package init(_ text: String) {
        self.text = text
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

    private var numbers: [Int] { text.split { !$0.isNumber }.compactMap { Int($0) } }

    package func names(_ resolved: Int) -> Bool { numbers.contains(resolved) }

    /// Another number than the one that the command came to.
    package func namesALimit(beside resolved: Int) -> Bool {
        numbers.contains { $0 != resolved }
    }

    /// A word in capitals, an option, or something between backquotes.
    package var namesAField: Bool {
        text.split(separator: " ").contains { word in
            let letters = word.filter(\.isLetter)
            return word.hasPrefix("`") || word.hasPrefix("--") || word.contains("=")
                || (letters.count > 1 && letters.allSatisfy(\.isUppercase))
        }
    }
}
