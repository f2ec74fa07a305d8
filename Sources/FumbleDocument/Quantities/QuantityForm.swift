internal import FumbleModel

/// How one sort of quantity is written, and what to say where it is written otherwise.
struct QuantityForm: Sendable {
    /// With its article: `a length of time`.
    let phrase: String
    let examples: [String]
    let pattern: String
    /// The units there are, for the help of a wrong one.
    let units: String
    var types: [ScalarDescription.JSONType] = [.string]

    var description: ScalarDescription {
        ScalarDescription(phrase, pattern: pattern, examples: examples, types: types)
    }

    /// What is wrong with a text that is not of this form.
    func mistake(for scalar: Scalar) -> ScalarMistake {
        var rest = Substring(scalar.text)
        let written = "`\(scalar.shortened)`"
        guard let number = DecimalNumber(from: &rest) else {
            return ScalarMistake(
                .unreadableQuantity, "must be \(phrase), not \(written)", help: help)
        }
        if number.isNegative { return .negative(scalar) }
        if rest.isEmpty, !types.contains(.integer) {
            return ScalarMistake(
                .needsUnit, "needs a unit: \(written) is only a number", help: help)
        }
        return ScalarMistake(
            .wrongUnit, "must be \(phrase), and \(written) is not one", help: "\(help); \(units)")
    }

    func tooLarge(_ scalar: Scalar, limit: String) -> ScalarMistake {
        ScalarMistake(
            .numberTooLarge, "is too large: `\(scalar.shortened)` is above \(limit)")
    }

    private var help: String {
        "write \(examples.prefix(3).map { "`\($0)`" }.joined(separator: " or "))"
    }
}

extension Substring {
    /// Takes one character from the front if it is this one.
    mutating func take(_ character: Character) -> Bool {
        guard first == character else { return false }
        removeFirst()
        return true
    }

    mutating func takeSpaces() {
        while first == " " { removeFirst() }
    }

    /// Takes the letters at the front: a unit or a word, maybe empty.
    mutating func takeWord() -> String {
        let word = prefix { $0.isLetter }
        removeFirst(word.count)
        return String(word)
    }

    /// Takes a thousand, million or thousand million (`k`, `M`, `G`) that ends at a space, a slash
    /// or the end; 1 where there is none.
    mutating func takeMultiplier() -> Int64 {
        let multiplier: Int64
        switch first {
        case "k": multiplier = 1000
        case "M": multiplier = 1_000_000
        case "G": multiplier = 1_000_000_000
        default: return 1
        }
        let next = dropFirst().first
        guard next == nil || next == " " || next == "/" else { return 1 }
        removeFirst()
        return multiplier
    }
}
