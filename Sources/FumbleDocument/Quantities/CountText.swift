internal import FumbleModel

/// Numbers of things, and how often they come: `44 servers`, `40M objects`, `250/s`.
struct CountText: Sendable {
    /// The plural of what is counted, or nil where nothing is named.
    let noun: String?
    let form: QuantityForm
    let most: Int64

    /// Things counted: `40M objects`, `40M`, `40`.
    static func items(_ noun: String) -> CountText {
        CountText(
            noun: noun,
            form: QuantityForm(
                phrase: "a number of \(noun)", examples: ["40M \(noun)", "500"],
                pattern: "^[0-9]+(\\.[0-9]+)?[kMG]?( \(nounPattern(noun)))?$",
                units: "k, M and G are a thousand, a million and a thousand million",
                types: [.integer, .string]),
            most: 1_000_000_000_000_000)
    }

    /// Servers: `44 servers`, `1 server`, `44`.
    static let servers = CountText(
        noun: "servers",
        form: QuantityForm(
            phrase: "a number of servers", examples: ["44 servers", "44"],
            pattern: "^[0-9]+[kM]?( servers?)?$", units: "servers are counted in whole numbers",
            types: [.integer, .string]),
        most: 10_000_000)

    /// `requests?`, so that one request needs no s.
    static func nounPattern(_ noun: String) -> String {
        noun.hasSuffix("s") ? noun + "?" : noun
    }

    func read(_ scalar: Scalar) throws(ScalarMistake) -> Int64 {
        var rest = Substring(scalar.text)
        guard let number = DecimalNumber(from: &rest), !number.isNegative else {
            throw form.mistake(for: scalar)
        }
        let multiplier = rest.takeMultiplier()
        guard let count = number.scaled(by: multiplier), count <= most else {
            throw form.tooLarge(scalar, limit: "\(most)")
        }
        guard isNoun(rest), multiplier > 1 || number.whole != nil else {
            throw form.mistake(for: scalar)
        }
        return count
    }

    private func isNoun(_ rest: Substring) -> Bool {
        if rest.isEmpty { return true }
        guard let noun else { return false }
        return rest == " " + noun || noun.hasSuffix("s") && rest == " " + noun.dropLast()
    }
}
