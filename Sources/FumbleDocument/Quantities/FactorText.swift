/// Times as much: `3x`.
enum FactorText {
    static let form = QuantityForm(
        phrase: "a factor", examples: ["3x", "1.5x"], pattern: #"^[0-9]+(\.[0-9]+)?x$"#,
        units: "a factor ends in x")

    static func read(_ scalar: Scalar) throws(ScalarMistake) -> Double {
        var rest = Substring(scalar.text)
        guard let number = DecimalNumber(from: &rest), !number.isNegative, rest == "x" else {
            throw form.mistake(for: scalar)
        }
        return number.magnitude
    }
}
