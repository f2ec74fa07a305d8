internal import FumbleModel

/// How an event of a calendar comes again: RFC 5545, section 3.3.10, as far as it is about days.
struct RepeatRule: Sendable, Hashable {
    let frequency: Frequency
    var interval = 1
    /// The last day on which it may come.
    var until: CalendarDay?
    var count: Int?
    var months = NumberSet()
    /// Negative: from the end of the month.
    var monthDays: [Int] = []
    var weekdays: [NumberedWeekday] = []
    var weekBegins = Weekday.monday
    /// Which of the days that fit in a week, month or year count, the first being 1 and the last -1; empty:
    /// all do.
    var positions: [Int] = []

    enum Frequency: String, Sendable, Hashable, CaseIterable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// `2MO`: the second Monday; 0 is any.
    struct NumberedWeekday: Sendable, Hashable {
        let number: Int
        let weekday: Weekday
    }

    func contains(_ day: CalendarDay, from start: CalendarDay) -> Bool {
        guard day > start, until.map({ day <= $0 }) ?? true else { return false }
        return fits(day, from: start)
    }

    private func fits(_ day: CalendarDay, from start: CalendarDay) -> Bool {
        guard fitsAnyPosition(day, from: start) else { return false }
        guard !positions.isEmpty else { return true }
        let days = period(of: day).filter { fitsAnyPosition($0, from: start) }
        guard let place = days.firstIndex(of: day) else { return false }
        return positions.contains(place + 1) || positions.contains(place - days.count)
    }

    /// The days of its week, month or year, in order.
    private func period(of day: CalendarDay) -> [CalendarDay] {
        let first: CalendarDay
        let end: Int
        switch frequency {
        case .daily: return [day]
        case .weekly:
            first = CalendarDay(sinceEpoch: weekStart(of: day))
            end = first.sinceEpoch + 7
        case .monthly:
            first = day.firstOfMonth
            end = first.firstOfMonth(after: 1).sinceEpoch
        case .yearly:
            first = CalendarDay(year: day.year, month: 1, day: 1)
            end = first.firstOfMonth(after: 12).sinceEpoch
        }
        return (first.sinceEpoch..<end).map(CalendarDay.init(sinceEpoch:))
    }

    private func fitsAnyPosition(_ day: CalendarDay, from start: CalendarDay) -> Bool {
        guard months.isEmpty || months.contains(day.month), isInStep(day, start) else {
            return false
        }
        let hasDays = !monthDays.isEmpty || !weekdays.isEmpty
        switch frequency {
        case .daily: return fitsDays(day)
        case .weekly: return hasDays ? fitsDays(day) : day.weekday == start.weekday
        case .monthly: return hasDays ? fitsDays(day) : day.day == start.day
        case .yearly:
            if hasDays { return fitsDays(day) }
            return day.day == start.day && (!months.isEmpty || day.month == start.month)
        }
    }

    private func isInStep(_ day: CalendarDay, _ start: CalendarDay) -> Bool {
        let passed =
            switch frequency {
            case .daily: day.sinceEpoch - start.sinceEpoch
            case .weekly: (weekStart(of: day) - weekStart(of: start)) / 7
            case .monthly: (day.year - start.year) * 12 + day.month - start.month
            case .yearly: day.year - start.year
            }
        return passed % interval == 0
    }

    private func weekStart(of day: CalendarDay) -> Int {
        day.sinceEpoch - (day.weekday.rawValue - weekBegins.rawValue + 7) % 7
    }

    /// Where days of the month and weekdays are named, both must fit.
    private func fitsDays(_ day: CalendarDay) -> Bool {
        let first = day.firstOfMonth
        let length = first.firstOfMonth(after: 1).sinceEpoch - first.sinceEpoch
        let fitsMonth =
            monthDays.isEmpty
            || monthDays.contains { $0 > 0 ? $0 == day.day : length + 1 + $0 == day.day }
        guard fitsMonth else { return false }
        return weekdays.isEmpty
            || weekdays.contains { $0.weekday == day.weekday && fits($0.number, day) }
    }

    /// In a month, or in the year where no month is named.
    private func fits(_ number: Int, _ day: CalendarDay) -> Bool {
        if number == 0 { return true }
        let isOfYear = frequency == .yearly && months.isEmpty
        let first = isOfYear ? CalendarDay(year: day.year, month: 1, day: 1) : day.firstOfMonth
        let end = first.firstOfMonth(after: isOfYear ? 12 : 1).sinceEpoch
        return number > 0
            ? (day.sinceEpoch - first.sinceEpoch) / 7 + 1 == number
            : (end - 1 - day.sinceEpoch) / 7 + 1 == -number
    }

    /// The same with its count made into a last day.
    ///
    /// - Returns: nil: it does not come so often in four hundred years.
    func counted(from start: CalendarDay) -> RepeatRule? {
        guard let count else { return self }
        var ended = self
        ended.count = nil
        ended.until = start
        var left = count - 1
        var day = start
        let end = start.sinceEpoch + CalendarDay.daysOfEra
        while left > 0 {
            day = day.adding(days: 1)
            guard day.sinceEpoch <= end else { return nil }
            if fits(day, from: start) {
                left -= 1
                ended.until = day
            }
        }
        return ended
    }
}
