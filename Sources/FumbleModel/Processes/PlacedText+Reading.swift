extension PlacedText {
    /// Why a text cannot be read: a place that is none.
    package struct Mistake: Error, Sendable, Hashable {
        /// What stands in the braces.
        package let word: String
    }

    /// The places there are, for messages.
    package static let placesInWords =
        "`{server}`, `{group}`, `{number}`, `{folder}`, `{seed}`, `{port.NAME}`, "
        + "`{port.NAME.SERVER}`, `{address.NAME.SERVER}`, `{addresses.NAME.GROUP}`"

    /// Reads a text as it is written.
    package static func read(_ text: String) throws(Mistake) -> PlacedText {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            plain += rest[..<brace]
            rest = rest[rest.index(after: brace)...]
            if rest.first == "{" {
                plain += "{"
                rest = rest.dropFirst()
                continue
            }
            let word = rest.prefix(while: isOfPlace)
            guard !word.isEmpty, rest[word.endIndex...].first == "}" else {
                plain += "{"
                continue
            }
            guard let place = place(String(word)) else { throw Mistake(word: String(word)) }
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(.place(place))
            rest = rest[word.endIndex...].dropFirst()
        }
        plain += rest
        if !plain.isEmpty || parts.isEmpty { parts.append(.text(plain)) }
        return PlacedText(parts: parts)
    }

    private static func isOfPlace(_ character: Character) -> Bool {
        switch character {
        case "a"..."z", "0"..."9", "-", "_", ".": true
        default: false
        }
    }

    private static func place(_ word: String) -> Place? {
        let words = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        switch (words.first, words.count) {
        case ("server", 1): return .server
        case ("group", 1): return .group
        case ("number", 1): return .number
        case ("folder", 1): return .folder
        case ("seed", 1): return .seed
        case ("amount", 1): return .amount
        case ("secret", 2): return SecretName(words[1]).map { .secret($0) }
        case ("port", 2): return .port(words[1])
        case ("port", 3): return .portOf(words[1], server: words[2])
        case ("address", 3): return .address(words[1], server: words[2])
        case ("addresses", 3): return .addresses(words[1], group: words[2])
        default: return nil
        }
    }
}
