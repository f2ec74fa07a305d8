internal import FumbleModel

/// So many servers in so long: `2 per 5m`, `2 servers per 5m`, `at most 2 servers per 5m`.
enum PaceText {
    static let form = QuantityForm(
        phrase: "a pace", examples: ["2 per 5m", "2 servers per 5m"],
        pattern: #"^(at most )?[0-9]+( servers?)? per ([0-9]+(\.[0-9]+)?(y|w|d|h|ms|m|s|us) ?)+$"#,
        units: "a pace is a number of servers per length of time")

    static func read(_ scalar: Scalar) throws(ScalarMistake) -> Pace {
        var rest = Substring(scalar.text)
        let prefix = "at most "
        if rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        guard let number = DecimalNumber(from: &rest), !number.isNegative,
            let count = number.whole
        else { throw form.mistake(for: scalar) }
        guard count <= CountText.servers.most else {
            throw form.tooLarge(scalar, limit: "\(CountText.servers.most)")
        }
        for separator in [" servers per ", " server per ", " per "] where rest.hasPrefix(separator)
        {
            let per = try TimeText.read(rest.dropFirst(separator.count), of: scalar, as: form)
            guard per > .zero else { throw form.mistake(for: scalar) }
            return Pace(servers: Int(count), per: per)
        }
        throw form.mistake(for: scalar)
    }
}
