package import FumbleModel

/// Days as numbers, so that they can be counted and compared with weeks.
extension CalendarDay {
    /// Days after 1 January 1970, in the Gregorian calendar without end in both directions.
    ///
    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`: years begin
    /// in March, so that the day of the leap is the last one of a year.
    package var number: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = Self.floor(shifted, by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysOfEra + dayOfEra - Self.daysToEpoch
    }

    /// The same the other way round: `civil_from_days`.
    package init(number: Int) {
        let shifted = number + Self.daysToEpoch
        let era = Self.floor(shifted, by: Self.daysOfEra)
        let dayOfEra = shifted - era * Self.daysOfEra
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    package var weekday: Weekday {
        // 1 January 1970 was a Thursday.
        let index = number + Weekday.thursday.rawValue
        let place = index - Self.floor(index, by: Weekday.allCases.count) * Weekday.allCases.count
        return Weekday.allCases[place]
    }

    package func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

    var firstOfMonth: CalendarDay { CalendarDay(year: year, month: month, day: 1) }

    /// The first day of the month that is so many months later.
    func firstOfMonth(after months: Int) -> CalendarDay {
        let index = year * 12 + month - 1 + months
        let year = Self.floor(index, by: 12)
        return CalendarDay(year: year, month: index - year * 12 + 1, day: 1)
    }

    /// Four hundred years, after which the calendar repeats itself with its weekdays.
    static let daysOfEra = 146_097
    /// From 1 March of the year 0 to 1 January 1970.
    private static let daysToEpoch = 719_468

    static func floor(_ number: Int, by divisor: Int) -> Int {
        number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    }
}
