package import FumbleModel

/// Days among weeks and months.
extension CalendarDay {
    package var weekday: Weekday {
        // 1 January 1970 was a Thursday.
        let index = sinceEpoch + Weekday.thursday.rawValue
        let place = index - Self.floor(index, by: Weekday.allCases.count) * Weekday.allCases.count
        return Weekday.allCases[place]
    }

    var firstOfMonth: CalendarDay { CalendarDay(year: year, month: month, day: 1) }

    /// The first day of the month that is so many months later.
    func firstOfMonth(after months: Int) -> CalendarDay {
        let index = year * 12 + month - 1 + months
        let year = Self.floor(index, by: 12)
        return CalendarDay(year: year, month: index - year * 12 + 1, day: 1)
    }

    /// Four hundred years, after which the calendar repeats itself with its weekdays.
    static let daysOfEra = 146_097

    static func floor(_ number: Int, by divisor: Int) -> Int {
        number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    }
}
