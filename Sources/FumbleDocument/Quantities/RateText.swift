internal import FumbleModel

/// How often something comes: `250/s`, `40/m`, `20k objects/s`.
struct RateText: Sendable {
    /// The plural of what comes, which may be named before the slash; nil where it is not.
    let noun: String?
    let form: QuantityForm

    init(of noun: String? = nil) {
        self.noun = noun
        let named = noun.map { "( \(CountText.nounPattern($0)))?" } ?? ""
        let example = noun.map { "20k \($0)/s" } ?? "40/m"
        form = QuantityForm(
            phrase: noun.map { "a rate of \($0)" } ?? "a rate", examples: ["250/s", example],
            pattern: "^[0-9]+(\\.[0-9]+)?[kMG]?\(named)/(s|m|h|d)$",
            units: "a rate is per second (/s), minute (/m), hour (/h) or day (/d)")
    }

    func read(_ scalar: Scalar) throws(ScalarMistake) -> Frequency {
        var rest = Substring(scalar.text)
        guard let number = DecimalNumber(from: &rest), !number.isNegative else {
            throw form.mistake(for: scalar)
        }
        let multiplier = rest.takeMultiplier()
        if let noun, rest.hasPrefix(" " + noun) {
            rest.removeFirst(noun.count + 1)
        } else if let noun, noun.hasSuffix("s"), rest.hasPrefix(" " + noun.dropLast()) {
            rest.removeFirst(noun.count)
        }
        guard rest.take("/"), let seconds = Self.seconds(in: rest) else {
            throw form.mistake(for: scalar)
        }
        return Frequency(perSecond: number.magnitude * Double(multiplier) / seconds)
    }

    private static func seconds(in unit: Substring) -> Double? {
        switch unit {
        case "s": 1
        case "m": 60
        case "h": 3600
        case "d": 86_400
        default: nil
        }
    }
}
