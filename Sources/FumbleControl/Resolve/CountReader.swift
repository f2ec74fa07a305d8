import FumbleModel

/// Reads how many servers are meant.
enum CountReader {
    enum Count: Sendable, Hashable {
        case all
        case amount(ServerAmount)
        /// In digits, but more than can be counted.
        case beyondCounting
    }

    struct Refusal: Error {
        let message: String
    }

    /// A positive whole number: digits alone, the first not zero.
    static func strict(_ text: String, field: String) throws(Refusal) -> Count {
        guard text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }), !text.isEmpty else {
            throw Refusal(
                message: "`\(field)` must be a whole number, in digits alone, not `\(text)`")
        }
        if text.allSatisfy({ $0 == "0" }) {
            throw Refusal(message: "`\(field)` must be at least 1, not `\(text)`")
        }
        if text.hasPrefix("0") {
            throw Refusal(message: "`\(field)` must not begin with a zero: `\(text)`")
        }
        return Int(text).map { .amount(.count($0)) } ?? .beyondCounting
    }

    /// A number, a percentage, or `all`.
    static func lenient(_ text: String, field: String) throws(Refusal) -> Count {
        let text = text.split(separator: " ").joined(separator: " ")
        if text == "all" { return .all }
        if let share = share(text) { return .amount(.share(share)) }
        guard text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }), !text.isEmpty else {
            throw Refusal(
                message: "`\(field)` must be a number, a percentage or `all`, not `\(text)`")
        }
        return Int(text).map { .amount(.count($0)) } ?? .beyondCounting
    }

    /// A count that stands in the fleet's own file: `10`, `10 servers`, `50%`.
    static func literal(_ text: String) throws(Refusal) -> Count {
        for unit in [" servers", " server"] where text.hasSuffix(unit) {
            return try strict(String(text.dropLast(unit.count)), field: "count")
        }
        if let share = share(text) { return .amount(.share(share)) }
        return try strict(text, field: "count")
    }

    /// What is typed where percent are asked for: `40` or `40%`, above 0 and up to 100.
    static func percent(_ text: String, field: String) throws(Refusal) -> Count {
        guard let share = share(text.hasSuffix("%") ? text : text + "%"), share > .none else {
            throw Refusal(
                message: "`\(field)` must be percent, from above 0 to 100, not `\(text)`")
        }
        return .amount(.share(share))
    }

    /// A percentage up to 100; nil: the text is none.
    static func share(_ text: String) -> Share? {
        guard text.hasSuffix("%") else { return nil }
        let digits = text.dropLast()
        guard let first = digits.first, first.isNumber,
            digits.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            let percent = Double(digits), percent <= 100
        else { return nil }
        return .percent(percent)
    }
}
