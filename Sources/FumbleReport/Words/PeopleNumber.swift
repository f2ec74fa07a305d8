import FumbleModel

/// Numbers as people read them: `1,234,567`, `99.9%`.
enum PeopleNumber {
    /// Digits in groups of three.
    static func grouped(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    static func grouped(_ value: Int) -> String { grouped(Int64(value)) }

    /// The nearest whole number; what no `Int64` can hold is written as the number is.
    static func grouped(_ value: Double) -> String {
        guard let whole = Int64(exactly: value.rounded()) else { return PlainNumber.text(value) }
        return grouped(whole)
    }

    /// A share in percent, cut off after one decimal so that 99.97 % does not read as all.
    static func percent(_ share: Double) -> String {
        guard let tenths = Int64(exactly: (share * 1_000).rounded(.down)) else {
            return PlainNumber.text(share)
        }
        return PlainNumber.text(Double(tenths) / 10) + "%"
    }

    /// `1 server`, `3 servers`.
    static func count(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
