internal import FumbleModel

/// Lengths of time as people write them: `5m`, `1h30m`, `1.5s`, `40ms`.
enum TimeText {
    static let longest = TimeSpan.years(1000)
    private static let units = "units are y (365 days), w, d, h, m, s, ms, us"
    private static let one = #"[0-9]+(\.[0-9]+)?(y|w|d|h|ms|m|s|us)"#

    static let span = QuantityForm(
        phrase: "a length of time", examples: ["5m", "1h30m", "40ms"],
        pattern: "^\(one)( ?\(one))*$", units: units)

    static let age = QuantityForm(
        phrase: "a length of time ago", examples: ["4y", "30d", "4y ago"],
        pattern: "^\(one)( ?\(one))*( ago)?$", units: units)

    static let later = QuantityForm(
        phrase: "a length of time from now", examples: ["in 2y", "in 90d"],
        pattern: "^(in )?\(one)( ?\(one))*$", units: units)

    static func readSpan(_ scalar: Scalar) throws(ScalarMistake) -> TimeSpan {
        try read(Substring(scalar.text), of: scalar, as: span)
    }

    static func readAge(_ scalar: Scalar) throws(ScalarMistake) -> TimeSpan {
        let text = Substring(scalar.text)
        let isWithAgo = text.hasSuffix(" ago")
        return try read(isWithAgo ? text.dropLast(" ago".count) : text, of: scalar, as: age)
    }

    static func readLater(_ scalar: Scalar) throws(ScalarMistake) -> TimeSpan {
        let text = Substring(scalar.text)
        let isWithIn = text.hasPrefix("in ")
        return try read(isWithIn ? text.dropFirst("in ".count) : text, of: scalar, as: later)
    }

    /// Numbers with units, larger units first, none twice.
    static func read(
        _ text: Substring, of scalar: Scalar, as form: QuantityForm
    ) throws(ScalarMistake) -> TimeSpan {
        var rest = text
        var total: Int64 = 0
        var last = Int64.max
        repeat {
            guard let number = DecimalNumber(from: &rest), !number.isNegative,
                let unit = TimeUnit(rawValue: rest.takeWord()), unit.microseconds < last
            else { throw form.mistake(for: scalar) }
            last = unit.microseconds
            guard let part = number.scaled(by: unit.microseconds), part <= longest.microseconds,
                total + part <= longest.microseconds
            else { throw form.tooLarge(scalar, limit: "1000 years") }
            guard number.isWhole(in: unit.microseconds) else { throw tooFine(scalar) }
            total += part
            if rest.count > 1 { _ = rest.take(" ") }
        } while !rest.isEmpty
        return TimeSpan(microseconds: total)
    }

    /// Nothing is rounded without a word.
    private static func tooFine(_ scalar: Scalar) -> ScalarMistake {
        ScalarMistake(
            .outOfRange, "must be a whole number of microseconds, and `\(scalar.shortened)` is not",
            help: "write it in `us` without decimals")
    }
}
