/// One scalar as YAML text on one line, in its own style where that can be read back.
struct YAMLScalarText {
    let scalar: Scalar

    /// The text of a value, or of a key; within `{}` or `[]` fewer characters may stand plain.
    func line(inFlow: Bool) -> String {
        scalar.style == .plain && Self.isPlain(scalar.text, inFlow: inFlow)
            ? scalar.text : Self.quoted(scalar.text)
    }

    /// Whether the value can stand within `{}` or `[]` as it was written.
    var fitsFlow: Bool {
        switch scalar.style {
        case .plain:
            !scalar.text.isEmpty
                && (Self.isPlain(scalar.text, inFlow: true)
                    || !Self.isPlain(scalar.text, inFlow: false))
        case .quoted: true
        case .block: block == nil
        }
    }

    /// The header of a block scalar and its lines without indentation; nil where it must be quoted.
    var block: (header: String, lines: [Substring])? {
        let text = scalar.text
        guard scalar.style == .block, text.unicodeScalars.contains(where: { $0 != "\n" }),
            text.unicodeScalars.allSatisfy({ $0 == "\n" || Self.isPrintable($0) })
        else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let ends = text.unicodeScalars.reversed().prefix { $0 == "\n" }.count
        if ends > 0 { lines.removeLast() }
        let indent = text.hasPrefix(" ") || text.hasPrefix("\n") ? "2" : ""
        let chomping = ends == 0 ? "-" : ends == 1 ? "" : "+"
        return ("|" + indent + chomping, lines)
    }

    /// Characters at which something else than a plain scalar begins.
    private static let indicators = "?:,[]{}#&*!|>'\"%@`"

    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last else { return !inFlow }
        guard !indicators.unicodeScalars.contains(first), first != " ", last != " ", last != ":",
            !text.hasPrefix("---"), !text.hasPrefix("..."), text != "-", !text.hasPrefix("- "),
            scalars.allSatisfy(isPrintable)
        else { return false }
        for (index, scalar) in scalars.enumerated() {
            if inFlow, ",[]{}?".unicodeScalars.contains(scalar) { return false }
            if scalar == "#", scalars[index - 1] == " " { return false }
            if scalar == " ", scalars[index - 1] == ":" { return false }
        }
        return true
    }

    private static func quoted(_ text: String) -> String {
        let isBetterSingle = text.unicodeScalars.contains { $0 == "\"" || $0 == "\\" }
        if isBetterSingle, text.unicodeScalars.allSatisfy(isPrintable) {
            return "'" + text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
        }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case _ where isPrintable(scalar): String(scalar)
        case _ where scalar.value < 0x100: "\\x" + hex(scalar.value, digits: 2)
        case _ where scalar.value < 0x10000: "\\u" + hex(scalar.value, digits: 4)
        default: "\\U" + hex(scalar.value, digits: 8)
        }
    }

    private static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Printable in YAML (1.2.2, section 5.1), but for tabs, breaks, the byte-order mark and what
    /// readers disagree about.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
            0x10000...0x10FFFF:
            true
        default: false
        }
    }
}
