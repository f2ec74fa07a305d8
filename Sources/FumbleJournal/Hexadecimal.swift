/// Numbers in hexadecimal digits: hashes are written so, because many readers of JSON round numbers
/// above 2^53.
enum Hexadecimal {
    /// `00000000000000ff` for 255 in 16 digits; lower case.
    static func text(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// - Returns: nil for anything but hexadecimal digits, or too many of them.
    static func value(_ text: String) -> UInt64? { UInt64(text, radix: 16) }
}
