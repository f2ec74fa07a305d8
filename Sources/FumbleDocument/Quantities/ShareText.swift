internal import FumbleModel

/// Parts of a whole: `99.9%`, and what is built on them: `60% per year`, `70%` of servers.
enum ShareText {
    private static let one = #"[0-9]+(\.[0-9]+)?%"#
    /// A share above this is a slip of the keyboard, not a growth.
    static let most = Share(partsPerMillion: 1_000_000_000_000)

    static let share = QuantityForm(
        phrase: "a share", examples: ["99.9%"], pattern: "^\(one)$", units: "a share ends in %")

    static let growth = QuantityForm(
        phrase: "a growth", examples: ["60% per year"], pattern: "^\(one) per year$",
        units: "a growth is a share per year")

    static let amount = QuantityForm(
        phrase: "a number or share of servers", examples: ["70%", "70 servers"],
        pattern: "^([0-9]+(\\.[0-9]+)?%|[0-9]+[kM]?( servers?)?)$",
        units: "servers are counted in whole numbers, or as a share that ends in %",
        types: [.integer, .string])

    static func readShare(_ scalar: Scalar) throws(ScalarMistake) -> Share {
        var rest = Substring(scalar.text)
        let value = try take(from: &rest, of: scalar, as: share)
        guard rest.isEmpty else { throw share.mistake(for: scalar) }
        return value
    }

    static func readGrowth(_ scalar: Scalar) throws(ScalarMistake) -> Growth {
        var rest = Substring(scalar.text)
        let value = try take(from: &rest, of: scalar, as: growth)
        guard rest == " per year" else { throw growth.mistake(for: scalar) }
        return Growth(perYear: value)
    }

    static func readAmount(_ scalar: Scalar) throws(ScalarMistake) -> ServerAmount {
        var rest = Substring(scalar.text)
        if scalar.text.hasSuffix("%") {
            let value = try take(from: &rest, of: scalar, as: amount)
            guard rest.isEmpty else { throw amount.mistake(for: scalar) }
            return .share(value)
        }
        let servers = CountText(noun: "servers", form: amount, most: CountText.servers.most)
        return .count(Int(try servers.read(scalar)))
    }

    private static func take(
        from rest: inout Substring, of scalar: Scalar, as form: QuantityForm
    ) throws(ScalarMistake) -> Share {
        guard let number = DecimalNumber(from: &rest), !number.isNegative, rest.take("%") else {
            throw form.mistake(for: scalar)
        }
        let partsPerPercent: Int64 = 10_000
        guard let parts = number.scaled(by: partsPerPercent), parts <= most.partsPerMillion else {
            throw form.tooLarge(scalar, limit: "\(most)")
        }
        guard number.isWhole(in: partsPerPercent) else {
            throw ScalarMistake(
                .outOfRange,
                "must be a whole number of millionths, and `\(scalar.shortened)` is not",
                help: "shares are kept to 0.0001%")
        }
        return Share(partsPerMillion: parts)
    }
}
