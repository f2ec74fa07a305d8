package import FumbleModel

/// The days on which something happens.
package enum DayPattern: Sendable, Hashable {
    /// Months, and days of the month and weekdays that must both fit, or one of them.
    case fields(months: NumberSet, days: NumberSet, weekdays: NumberSet, either: Bool)
    /// The n-th of such weekdays in each period; -1 is the last. All of a week: the n-th day.
    case ordinals([Int], of: NumberSet, each: Period, months: NumberSet)

    package enum Period: Sendable, Hashable { case month, quarter, year }

    static let allDays = NumberSet(1...31)

    static func weekdays(_ weekdays: NumberSet) -> DayPattern {
        .fields(months: Months.all, days: allDays, weekdays: weekdays, either: false)
    }

    package func contains(_ day: CalendarDay) -> Bool {
        switch self {
        case .fields(let months, let days, let weekdays, let either):
            guard months.contains(day.month) else { return false }
            let fits = (days.contains(day.day), weekdays.contains(day.weekday))
            return either ? fits.0 || fits.1 : fits.0 && fits.1
        case .ordinals(let ordinals, let weekdays, let period, let months):
            guard months.contains(day.month), weekdays.contains(day.weekday) else { return false }
            let bounds = period.bounds(around: day)
            return ordinals.contains { ordinal in
                ordinal > 0
                    ? Self.count(of: weekdays, in: bounds.first..<day.sinceEpoch + 1) == ordinal
                    : Self.count(of: weekdays, in: day.sinceEpoch..<bounds.end) == -ordinal
            }
        }
    }

    /// How many days with one of these weekdays there are.
    private static func count(of weekdays: NumberSet, in days: Range<Int>) -> Int {
        let (weeks, rest) = days.count.quotientAndRemainder(dividingBy: 7)
        let last = (days.upperBound - rest)..<days.upperBound
        return weeks * weekdays.count
            + last.count { weekdays.contains(CalendarDay(sinceEpoch: $0).weekday) }
    }
}

extension DayPattern.Period {
    /// Its first day, and the first one after it.
    fileprivate func bounds(around day: CalendarDay) -> (first: Int, end: Int) {
        let (months, start): (Int, Int) =
            switch self {
            case .month: (1, day.month)
            case .quarter: (3, (day.month - 1) / 3 * 3 + 1)
            case .year: (12, 1)
            }
        let first = CalendarDay(year: day.year, month: start, day: 1)
        return (first.sinceEpoch, first.firstOfMonth(after: months).sinceEpoch)
    }
}

/// Days, and times on each of them.
package struct Recurrence: Sendable, Hashable {
    package let days: DayPattern
    /// Minutes after midnight, each once, from the earliest.
    package let times: [Int]

    init(days: DayPattern, times: [Int]) {
        self.days = days
        self.times = Array(Set(times)).sorted()
    }

    /// Reads a cron line or words, whichever it begins like.
    package static func read(_ text: String) throws(TextMistake) -> Recurrence {
        let words = TextWord.words(of: text)
        guard let first = words.first else {
            throw TextMistake(
                offset: 0, length: text.unicodeScalars.count, "there is no time in it")
        }
        let isCron =
            first.text.hasPrefix("@")
            || first.text.unicodeScalars.allSatisfy { "0123456789*/,-".unicodeScalars.contains($0) }
        return isCron ? try CronLine.read(text) : try DayWords.read(text)
    }
}
