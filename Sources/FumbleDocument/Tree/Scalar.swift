/// A single value of a file, as its author wrote it.
package struct Scalar: Hashable, Sendable {
    package let text: String
    package let style: Style

    package init(text: String, style: Style) {
        self.text = text
        self.style = style
    }

    /// How it was written. Only a plain scalar can be anything but text.
    package enum Style: Hashable, Sendable {
        case plain
        case quoted
        case block
    }

    /// What the YAML 1.2 core schema takes the scalar for: `no` is a word and `012` is twelve.
    package var core: CoreValue {
        style == .plain ? CoreValue(plain: text) : .text(text)
    }

    /// The text for a message: one line, and not the whole of a novel.
    var shortened: String {
        let limit = 60
        let line = text.prefix { !$0.isNewline }
        return line.count > limit || line.count < text.count ? line.prefix(limit) + "…" : text
    }
}

/// A plain scalar resolved by the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2).
package enum CoreValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)

    init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": self = .number(-.infinity)
        case ".nan", ".NaN", ".NAN": self = .number(.nan)
        default: self = CoreValue.numeric(text) ?? .text(text)
        }
    }

    /// An integer or a float, if the text is one; integers beyond 64 bits become floats.
    private static func numeric(_ text: String) -> CoreValue? {
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return nil }
        if text.hasPrefix("0o") { return based(text.dropFirst(2), radix: 8) }
        if text.hasPrefix("0x") { return based(text.dropFirst(2), radix: 16) }
        let digits =
            first == UInt8(ascii: "+") || first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        if !digits.isEmpty, digits.utf8.allSatisfy(isDigit), let value = Int64(text) {
            return .integer(value)
        }
        let allowed = digits.utf8.allSatisfy { isDigit($0) || ".eE+-".utf8.contains($0) }
        guard allowed, digits.utf8.contains(where: isDigit) else { return nil }
        return Double(text).map(CoreValue.number)
    }

    private static func based(_ digits: Substring, radix: Int) -> CoreValue? {
        guard let first = digits.utf8.first, !"+-".utf8.contains(first) else { return nil }
        return Int64(digits, radix: radix).map(CoreValue.integer)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
