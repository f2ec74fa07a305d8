/// Looks as lines of cron.
enum CronFields {
    /// `0 8,9 * 3-10 2`.
    static func text(_ line: LookTimes.Line) -> String {
        let (days, weekdays) = days(line)
        let months = line.months == Months.all ? "*" : ranges(line.months)
        return "\(clock(line)) \(days) \(months) \(weekdays)"
    }

    private static func clock(_ line: LookTimes.Line) -> String {
        guard let first = line.minutes.first else {
            return line.minutesOfHour.count == 60 ? "* *" : "\(ranges(line.minutesOfHour)) *"
        }
        return "\(first % 60) \(ranges(NumberSet(line.minutes.map { $0 / 60 })))"
    }

    /// Cron takes one of both as enough: only the one that excludes more is written.
    private static func days(_ line: LookTimes.Line) -> (String, String) {
        let shares = (
            Double(line.days.count) / Double(DayPattern.allDays.count),
            Double(line.weekdays.count) / Double(Weekday.all.count)
        )
        if line.weekdays == Weekday.all, line.days == DayPattern.allDays { return ("*", "*") }
        return shares.0 < shares.1 ? (ranges(line.days), "*") : ("*", ranges(line.weekdays))
    }

    static func ranges(_ numbers: NumberSet, dash: String = "-") -> String {
        numbers.ranges.map { range in
            range.count == 1
                ? "\(range.lowerBound)"
                : range.count == 2
                    ? "\(range.lowerBound),\(range.upperBound)"
                    : "\(range.lowerBound)\(dash)\(range.upperBound)"
        }.joined(separator: ",")
    }
}
