package import FumbleModel

/// Finds bytes that cannot be read as text, before YAML is thought of.
package enum CharacterScan {
    package struct Unreadable {
        package let byte: Int
        package let reason: Reason
    }

    package enum Reason {
        case notUTF8
        /// U+0085, U+2028 or U+2029: line breaks in YAML 1.1, which libyaml reads, and not in 1.2.
        case strangeLineBreak
    }

    package static func firstUnreadable(in bytes: [UInt8]) -> Unreadable? {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = sequenceLength(at: index, in: bytes)
            if length == 0 { return Unreadable(byte: index, reason: .notUTF8) }
            if isStrangeLineBreak(bytes[index..<index + length]) {
                return Unreadable(byte: index, reason: .strangeLineBreak)
            }
            index += length
        }
        return nil
    }

    /// The place of the character at a byte, as editors count.
    package static func span(of byte: Int, in bytes: [UInt8], file: String) -> SourceSpan {
        let before = bytes.prefix(byte)
        let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        var text = String(decoding: bytes[lineStart..<min(byte, bytes.count)], as: UTF8.self)
        if lineStart == 0, text.unicodeScalars.first == "\u{FEFF}" {
            text.unicodeScalars.removeFirst()
        }
        let column = text.unicodeScalars.count + 1
        return SourceSpan(
            start: SourcePosition(file: file, line: line, column: column),
            end: SourcePosition(file: file, line: line, column: column + 1))
    }

    private static func isStrangeLineBreak(_ sequence: ArraySlice<UInt8>) -> Bool {
        sequence.elementsEqual([0xC2, 0x85]) || sequence.elementsEqual([0xE2, 0x80, 0xA8])
            || sequence.elementsEqual([0xE2, 0x80, 0xA9])
    }

    /// How many bytes the well-formed sequence at `index` has (Unicode 15, table 3-7); 0 for none.
    private static func sequenceLength(at index: Int, in bytes: [UInt8]) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        let rest = bytes[(index + 2)..<max(index + 2, index + length)]
        return rest.allSatisfy { (0x80...0xBF).contains($0) } ? length : 0
    }
}
