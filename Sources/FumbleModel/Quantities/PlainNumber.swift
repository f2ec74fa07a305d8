/// Numbers as people write them: no needless `.0`.
package enum PlainNumber {
    /// `12` for 12.0 and `0.5` for 0.5; the shortest text that reads back as the same number.
    package static func text(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
