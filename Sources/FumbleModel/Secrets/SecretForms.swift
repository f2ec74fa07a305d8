/// A secret value in the ways in which programs write one: as it is, in base64, percent-encoded, as
/// within JSON, and in hexadecimal digits.
struct SecretForms {
    /// Each once; none is shorter than what can be told from other text.
    let all: [[UInt8]]

    init(of value: [UInt8]) {
        var forms = [value]
        for alphabet in [Self.base64, Self.base64URL] {
            forms += (0..<3).map { Self.base64(value, after: $0, in: alphabet) }
        }
        for digits in [Self.lower, Self.upper] {
            forms.append(value.flatMap { Self.hex($0, digits) })
            for isKept in [Self.isOfURL, Self.isOfForm] {
                forms.append(Self.percent(value, digits, isKept))
            }
        }
        forms += Self.json(value)
        var seen: Set<[UInt8]> = []
        all = forms.filter { $0.count >= Secrets.leastBytes && seen.insert($0).inserted }
    }

    /// The characters of base64 that stand for this value and nothing else, where so many bytes of
    /// another text come before it: whatever stands around it, these are in it.
    ///
    /// - Parameter lead: 0 to 2.
    private static func base64(
        _ value: [UInt8], after lead: Int, in alphabet: [UInt8]
    ) -> [UInt8] {
        let bytes = [UInt8](repeating: 0, count: lead) + value
        let first = (lead * 8 + 5) / 6
        let last = bytes.count * 8 / 6
        guard first < last else { return [] }
        return (first..<last).map { place in
            let bit = place * 6
            let high = Int(bytes[bit / 8]) << 8
            let low = bit / 8 + 1 < bytes.count ? Int(bytes[bit / 8 + 1]) : 0
            return alphabet[((high | low) >> (10 - bit % 8)) & 0x3F]
        }
    }

    private static func hex(_ byte: UInt8, _ digits: [UInt8]) -> [UInt8] {
        [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }

    private static func percent(
        _ value: [UInt8], _ digits: [UInt8], _ isKept: (UInt8) -> Bool
    ) -> [UInt8] {
        value.flatMap { isKept($0) ? [$0] : [UInt8(ascii: "%")] + hex($0, digits) }
    }

    /// As within the quotes of JSON, in every way that its writers have: with `/` escaped or not, with
    /// what is no ASCII escaped or not, and with both sorts of digits.
    static func json(_ value: [UInt8]) -> [[UInt8]] {
        let units = Array(String(decoding: value, as: UTF8.self).utf16)
        return [lower, upper].flatMap { digits in
            [false, true].flatMap { isSlashEscaped in
                [
                    value.flatMap { escaped(UInt16($0), digits, isSlashEscaped) ?? [$0] },
                    units.flatMap { unit in
                        escaped(unit, digits, isSlashEscaped)
                            ?? (unit < 0x80 ? [UInt8(unit)] : escape(unit, digits))
                    },
                ]
            }
        }
    }

    /// - Returns: nil: it needs no escape.
    private static func escaped(
        _ unit: UInt16, _ digits: [UInt8], _ isSlashEscaped: Bool
    ) -> [UInt8]? {
        switch unit {
        case 0x22: Array("\\\"".utf8)
        case 0x5C: Array("\\\\".utf8)
        case 0x2F: isSlashEscaped ? Array("\\/".utf8) : nil
        case 8: Array("\\b".utf8)
        case 9: Array("\\t".utf8)
        case 10: Array("\\n".utf8)
        case 12: Array("\\f".utf8)
        case 13: Array("\\r".utf8)
        case 0..<32: escape(unit, digits)
        default: nil
        }
    }

    private static func escape(_ unit: UInt16, _ digits: [UInt8]) -> [UInt8] {
        Array("\\u".utf8) + hex(UInt8(unit >> 8), digits) + hex(UInt8(unit & 0xFF), digits)
    }

    /// RFC 3986: what needs no escape anywhere in an address.
    private static func isOfURL(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-._~".utf8.contains(byte)
    }

    /// What writers of forms and paths leave beside that.
    private static func isOfForm(_ byte: UInt8) -> Bool {
        isOfURL(byte) || "/!*'()".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static let lower = Array("0123456789abcdef".utf8)
    private static let upper = Array("0123456789ABCDEF".utf8)
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let base64 = letters + Array("+/".utf8)
    private static let base64URL = letters + Array("-_".utf8)
}
