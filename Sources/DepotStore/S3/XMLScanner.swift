/// Reads the little XML that clients of S3 send: elements and text, no entities but the five.
struct XMLScanner {
    enum Token: Equatable {
        case open(String)
        case text(String)
        case close(String)
    }

    private var rest: Substring
    /// The end of an element that was opened and closed in one.
    private var pending: Token?

    private static let entities: [Substring: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    init(_ text: String) {
        rest = text[...]
    }

    /// The next piece; nil at the end.
    mutating func next() throws(S3Error) -> Token? {
        if let pending {
            self.pending = nil
            return pending
        }
        while rest.hasPrefix("<?") || rest.hasPrefix("<!--") {
            let end = rest.hasPrefix("<?") ? "?>" : "-->"
            guard let found = rest.firstRange(of: end) else { throw .malformedXML }
            rest = rest[found.upperBound...]
        }
        guard let first = rest.first else { return nil }
        if first == "<" { return try tag() }
        let text = rest.prefix { $0 != "<" }
        rest = rest[text.endIndex...]
        return .text(try Self.unescaped(text))
    }

    private mutating func tag() throws(S3Error) -> Token {
        // Declarations of types can name files and grow without end; none is read.
        guard !rest.hasPrefix("<!"), let end = rest.firstIndex(of: ">") else {
            throw .malformedXML
        }
        var inside = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        if inside.hasPrefix("/") { return .close(Self.name(in: inside.dropFirst())) }
        let isEmpty = inside.hasSuffix("/")
        if isEmpty { inside = inside.dropLast() }
        let name = Self.name(in: inside)
        guard !name.isEmpty else { throw .malformedXML }
        if isEmpty { pending = .close(name) }
        return .open(name)
    }

    /// Without attributes, and without a prefix of a namespace.
    private static func name(in tag: Substring) -> String {
        let whole = tag.prefix { !$0.isWhitespace }
        return String(whole.split(separator: ":").last ?? "")
    }

    private static func unescaped(_ text: Substring) throws(S3Error) -> String {
        var result = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            let after = rest[rest.index(after: mark)...]
            guard let end = after.firstIndex(of: ";") else { throw .malformedXML }
            result.append(try character(of: after[..<end]))
            rest = after[after.index(after: end)...]
        }
        return result + rest
    }

    private static func character(of entity: Substring) throws(S3Error) -> Character {
        if let known = entities[entity] { return known }
        let isHexadecimal = entity.hasPrefix("#x")
        let digits = entity.dropFirst(isHexadecimal ? 2 : 1)
        guard entity.hasPrefix("#"), let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(number)
        else { throw .malformedXML }
        return Character(scalar)
    }
}
