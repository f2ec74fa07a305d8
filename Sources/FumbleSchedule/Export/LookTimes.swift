internal import FumbleModel

/// When a scheduler must look whether something is due, so that no date is missed: its dates, and
/// some times more, for what a scheduler cannot say (the first Tuesday, two offsets from UTC).
struct LookTimes: Sendable, Hashable {
    /// Each: at one of the minutes of the day, in one of the months, on one of the days.
    let lines: [Line]
    /// By whose clocks.
    let zone: String

    struct Line: Sendable, Hashable {
        /// Minutes after midnight; empty: every hour at `minutesOfHour`.
        var minutes: [Int] = []
        var minutesOfHour = NumberSet()
        var months = Months.all
        var days = DayPattern.allDays
        var weekdays = Weekday.all
    }

    /// After so many years the calendar has had every day of a month on every weekday.
    private static let years = 28
    /// With more times a day it looks every hour, for the lines would be many.
    private static let mostTimes = 6

    /// In the timetable's own zone if its clocks always show each time once, else in UTC: schedulers
    /// do not agree on times that come twice or never.
    static func local(_ timetable: Timetable, from start: Moment) -> LookTimes {
        guard let dates = dates(of: timetable, from: start) else { return hourly(timetable, start) }
        guard dates.allSatisfy({ $0.clocks == .once }) else { return utc(timetable, from: start) }
        return LookTimes(lines: lines(dates.map(\.local)), zone: timetable.zone.name)
    }

    static func utc(_ timetable: Timetable, from start: Moment) -> LookTimes {
        guard let dates = dates(of: timetable, from: start) else { return hourly(timetable, start) }
        return LookTimes(
            lines: lines(dates.map { LocalMinute($0.moment, offset: 0) }), zone: "UTC")
    }

    /// For a machine whose zone nobody knows: at quarters of an hour, which all zones have in common,
    /// and on the days before and after too.
    static func anywhere(_ timetable: Timetable, from start: Moment) -> Line {
        var line = Line()
        let quarter = 15
        for minute in minutesOfHour(timetable, from: start).numbers {
            for step in 0..<(60 / quarter) {
                line.minutesOfHour.insert(minute % quarter + step * quarter)
            }
        }
        guard let dates = dates(of: timetable, from: start) else { return line }
        let around = dates.flatMap { date in
            (-1...1).map { LocalMinute(date.moment, offset: 0).day.adding(days: $0) }
        }
        line.months = NumberSet(around.map(\.month))
        line.weekdays = NumberSet(around.map(\.weekday.rawValue))
        line.days = NumberSet(around.map(\.day))
        return line
    }

    /// The shortest time from one look to the next, in seconds.
    var shortest: Int {
        let minutes = Set(
            lines.flatMap { line in
                line.minutes.isEmpty
                    ? (0..<24).flatMap { hour in line.minutesOfHour.numbers.map { hour * 60 + $0 } }
                    : line.minutes
            }
        ).sorted()
        guard let first = minutes.first else { return Moment.secondsOfDay }
        let next = minutes.dropFirst() + [first + LocalMinute.minutesOfDay]
        return (zip(minutes, next).map { $1 - $0 }.min() ?? 0) * 60
    }

    /// Its dates by its windows alone; nil: more a day than lines are written for.
    private static func dates(of timetable: Timetable, from start: Moment) -> [ScheduledDate]? {
        guard timetable.recurrence.times.count <= mostTimes else { return nil }
        let year = timetable.zone.local(start).day.year
        let first = CalendarDay(year: year, month: 1, day: 1)
        let end = CalendarDay(year: year + years, month: 1, day: 1)
        return timetable.withoutCalendars
            .dates(from: Moment(seconds: first.sinceEpoch * Moment.secondsOfDay))
            .prefix { $0.moment.seconds < end.sinceEpoch * Moment.secondsOfDay }
            .filter { $0.skip == nil }
    }

    private static func lines(_ dates: [LocalMinute]) -> [Line] {
        var byMinute = [Line?](repeating: nil, count: LocalMinute.minutesOfDay)
        for date in dates {
            var line =
                byMinute[date.minute]
                ?? Line(months: NumberSet(), days: NumberSet(), weekdays: NumberSet())
            line.months.insert(date.day.month)
            line.days.insert(date.day.day)
            line.weekdays.insert(date.day.weekday.rawValue)
            byMinute[date.minute] = line
        }
        var lines: [Line] = []
        for (minute, line) in byMinute.enumerated() {
            guard let line else { continue }
            // A cron line has minutes and hours apart: only full hours of one minute go together.
            let same = lines.firstIndex { other in
                other.minutes[0] % 60 == minute % 60 && other.months == line.months
                    && other.days == line.days && other.weekdays == line.weekdays
            }
            if let same {
                lines[same].minutes.append(minute)
            } else {
                var new = line
                new.minutes = [minute]
                lines.append(new)
            }
        }
        return lines
    }

    private static func hourly(_ timetable: Timetable, _ start: Moment) -> LookTimes {
        let line = Line(minutesOfHour: minutesOfHour(timetable, from: start))
        return LookTimes(lines: [line], zone: "UTC")
    }

    /// The minutes of an hour, in UTC, that its dates have on the first of a month and on days on which
    /// clocks change, for some years: those are all.
    private static func minutesOfHour(_ timetable: Timetable, from start: Moment) -> NumberSet {
        let (years, daysOfYear) = (6, 366)
        let first = CalendarDay(year: timetable.zone.local(start).day.year, month: 1, day: 1)
            .sinceEpoch
        var minutes = NumberSet()
        for number in first..<(first + years * daysOfYear) where minutes.count < 60 {
            let day = CalendarDay(sinceEpoch: number)
            let noon = Moment(seconds: number * Moment.secondsOfDay + Moment.secondsOfDay / 2)
            let before = noon.adding(seconds: -Moment.secondsOfDay)
            let changes = timetable.zone.offset(at: noon) != timetable.zone.offset(at: before)
            guard day.day == 1 || changes else { continue }
            for reading in timetable.zone.moments(of: timetable.recurrence.times, on: day) {
                minutes.insert(LocalMinute(reading.moment, offset: 0).minute % 60)
            }
        }
        return minutes
    }
}
