package import FumbleModel

/// Reads what a sweep sets an input to: `rate=1..8`, `boot=30s..90s:15s`, `pace=1..4 per 5m`, or a
/// list, `count=4,44`.
package enum VariedValues {
    /// More values than this of one input are a slip.
    package static let most = 1_000

    package struct Mistake: Error, Sendable, Hashable {
        package let message: String
    }

    /// - Parameter text: `NAME=VALUES`.
    package static func read(_ text: String) throws(Mistake) -> VariedInput {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw Mistake(message: "write NAME=VALUES, such as `count=4,44` or `count=1..8`")
        }
        let values = try values(String(parts[1]))
        for (place, value) in values.enumerated() where values[..<place].contains(value) {
            throw Mistake(message: "`\(value)` is there twice")
        }
        return VariedInput(name: String(parts[0]), values: values)
    }

    private static func values(_ text: String) throws(Mistake) -> [String] {
        guard let dots = place(of: "..", in: text) else {
            let values = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { String($0).trimmed }
            guard values.allSatisfy({ !$0.isEmpty }) else {
                throw Mistake(message: "`\(text)` has an empty value between its commas")
            }
            guard values.count <= most else {
                throw Mistake(message: "\(values.count) values are more than \(most)")
            }
            return values
        }
        let left = String(text[..<dots])
        let right = text[text.index(dots, offsetBy: 2)...].split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = Amount(left.trimmed), let last = Amount(String(right[0]).trimmed),
            let step = right.count > 1 ? Amount(String(right[1]).trimmed) : Amount("1")
        else {
            throw Mistake(message: "`\(text)` is no range: write `1..8`, or `30s..90s:15s`")
        }
        return try range(from: first, to: last, by: step, text)
    }

    private static func range(
        from first: Amount, to last: Amount, by step: Amount, _ text: String
    ) throws(Mistake) -> [String] {
        guard first.unit.isEmpty || first.unit == last.unit,
            step.unit.isEmpty || step.unit == last.unit
        else { throw Mistake(message: "`\(text)` mixes units") }
        let places = max(first.places, last.places, step.places)
        guard let least = first.scaled(to: places), let greatest = last.scaled(to: places),
            let stride = step.scaled(to: places)
        else { throw Mistake(message: "`\(text)` has too many digits") }
        guard stride > 0, least <= greatest else {
            throw Mistake(message: "`\(text)` goes nowhere: the first value is the smaller")
        }
        guard (greatest - least) / stride < Int64(most) else {
            throw Mistake(message: "`\(text)` has more than \(most) values")
        }
        return Swift.stride(from: least, through: greatest, by: Int(stride)).map {
            Amount.text($0, places: places) + last.unit
        }
    }

    private static func place(of dots: String, in text: String) -> String.Index? {
        text.indices.first { text[$0...].hasPrefix(dots) }
    }

    /// A decimal number with what stands behind it: exact, so that 0.1 and 0.2 add up.
    private struct Amount {
        let digits: String
        let places: Int
        let unit: String

        init?(_ text: String) {
            let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let halves = number.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(halves.count), halves.allSatisfy({ !$0.isEmpty }),
                number.count <= 15
            else { return nil }
            digits = halves.joined()
            places = halves.count == 2 ? halves[1].count : 0
            unit = String(text.dropFirst(number.count))
        }

        func scaled(to count: Int) -> Int64? {
            Int64(digits + String(repeating: "0", count: count - places))
        }

        static func text(_ value: Int64, places: Int) -> String {
            guard places > 0 else { return "\(value)" }
            let digits = "\(value)"
            let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
            var fraction = padded.suffix(places)
            while fraction.last == "0" { fraction.removeLast() }
            let whole = padded.dropLast(places)
            return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
