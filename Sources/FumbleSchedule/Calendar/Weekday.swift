/// A day of the week, numbered as cron numbers them: Sunday is 0.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    package var word: String { "\(self)" }

    /// `Tue`, as it is printed.
    package var short: String { word.prefix(1).uppercased() + word.dropFirst().prefix(2) }

    /// The day that a word names, in full or by its first three letters, in any case.
    init?(_ word: some StringProtocol) {
        let lower = word.lowercased()
        guard
            let found = Self.allCases.first(where: {
                $0.word == lower || $0.word.prefix(3) == lower
            })
        else { return nil }
        self = found
    }

    static let working = NumberSet(1...5)
    static let all = NumberSet(0...6)
}

/// A month, by its number from 1.
enum Months {
    static let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
    static let all = NumberSet(1...12)

    /// The month that a word names, in full or by its first three letters, in any case.
    static func number(_ word: some StringProtocol) -> Int? {
        let lower = word.lowercased()
        return names.firstIndex { $0 == lower || $0.prefix(3) == lower }.map { $0 + 1 }
    }
}
