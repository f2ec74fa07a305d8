/// Writes JSON values as text.
struct JSONText {
    private let indents: Bool
    private var bytes: [UInt8] = []
    private var depth = 0

    init(indents: Bool) {
        self.indents = indents
    }

    var finished: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): append(String(value))
        case .number(let value): append(value.isFinite ? PlainNumber.text(value) : "null")
        case .string(let value): writeString(value)
        case .array(let values):
            writeList(values, open: "[", close: "]") { text, value in text.write(value) }
        case .object(let members):
            writeList(members, open: "{", close: "}") { text, member in
                text.writeString(member.0)
                text.append(text.indents ? ": " : ":")
                text.write(member.1)
            }
        }
    }

    private mutating func writeList<Element>(
        _ elements: [Element], open: String, close: String,
        each write: (inout JSONText, Element) -> Void
    ) {
        append(open)
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            breakLine()
            write(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        append(close)
    }

    private mutating func breakLine() {
        guard indents else { return }
        append("\n")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    /// RFC 8259, section 7: quotation marks, backslashes and control characters are escaped.
    private mutating func writeString(_ string: String) {
        append("\"")
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<0x20: append(byte < 0x10 ? "\\u000" : "\\u00", String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        append("\"")
    }

    private mutating func append(_ texts: String...) {
        for text in texts { bytes.append(contentsOf: text.utf8) }
    }
}
