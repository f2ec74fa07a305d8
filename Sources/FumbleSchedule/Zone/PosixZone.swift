internal import FumbleModel

/// The rule at the end of a zone's file, which holds after its last change: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// POSIX.1-2017, chapter 8.3, `TZ`, with the hours from -167 to 167 of RFC 8536, section 3.3.1.
struct PosixZone: Sendable, Hashable {
    /// Seconds ahead of UTC.
    let standard: Int
    let summer: Summer?

    struct Summer: Sendable, Hashable {
        let offset: Int
        let begins: YearlyChange
        let ends: YearlyChange
    }

    /// A day of every year, and a time on it by the clocks that hold until then.
    struct YearlyChange: Sendable, Hashable {
        let day: Day
        /// After midnight.
        let seconds: Int

        enum Day: Sendable, Hashable {
            /// 1 to 365, as if there were no leap years.
            case withoutLeap(Int)
            /// 0 to 365.
            case counted(Int)
            /// The n-th such weekday of the month; 5 is the last one.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        /// As the clocks count, which hold until then.
        func local(in year: Int) -> Int {
            dayNumber(in: year) * Moment.secondsOfDay + seconds
        }

        private func dayNumber(in year: Int) -> Int {
            let first = CalendarDay(year: year, month: 1, day: 1)
            switch day {
            case .counted(let count): return first.sinceEpoch + count
            case .withoutLeap(let count):
                let isLeap =
                    CalendarDay(year: year, month: 3, day: 1).sinceEpoch - first.sinceEpoch == 60
                return first.sinceEpoch + count - 1 + (isLeap && count >= 60 ? 1 : 0)
            case .weekday(let month, let week, let weekday):
                let start = CalendarDay(year: year, month: month, day: 1)
                let wait = (weekday - start.weekday.rawValue + 7) % 7
                let number = start.sinceEpoch + wait + 7 * (week - 1)
                return number < start.firstOfMonth(after: 1).sinceEpoch ? number : number - 7
            }
        }
    }

    func offset(at seconds: Int) -> Int {
        guard let summer else { return standard }
        let year = LocalMinute(Moment(seconds: seconds), offset: standard).day.year
        let begins = summer.begins.local(in: year) - standard
        let ends = summer.ends.local(in: year) - summer.offset
        let isSummer =
            begins < ends
            ? begins <= seconds && seconds < ends : !(ends <= seconds && seconds < begins)
        return isSummer ? summer.offset : standard
    }

    /// - Returns: nil: the text is no such rule.
    init?(_ text: String) {
        var scan = Scan(text)
        guard scan.name(), let west = scan.time() else { return nil }
        standard = -west
        if scan.isAtEnd {
            summer = nil
            return
        }
        guard scan.name() else { return nil }
        let offset = scan.isAt(",") ? standard + 3_600 : scan.time().map { -$0 }
        guard let offset, scan.take(","), let begins = scan.change(), scan.take(","),
            let ends = scan.change(), scan.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, begins: begins, ends: ends)
    }

    /// Reads such a text from the left.
    private struct Scan {
        private var rest: Substring

        init(_ text: String) { rest = text[...] }

        var isAtEnd: Bool { rest.isEmpty }

        func isAt(_ character: Character) -> Bool { rest.first == character }

        mutating func take(_ character: Character) -> Bool {
            guard isAt(character) else { return false }
            rest.removeFirst()
            return true
        }

        /// `CET`, or `<+1030>`.
        mutating func name() -> Bool {
            if take("<") {
                guard let end = rest.firstIndex(of: ">") else { return false }
                rest = rest[rest.index(after: end)...]
                return true
            }
            let letters = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return Int(digits)
        }

        /// `-5:30`, in seconds.
        mutating func time() -> Int? {
            let isNegative = take("-")
            if !isNegative { _ = take("+") }
            guard let hours = number() else { return nil }
            var seconds = hours * 3_600
            for unit in [60, 1] where take(":") {
                guard let part = number() else { return nil }
                seconds += part * unit
            }
            return isNegative ? -seconds : seconds
        }

        /// `M3.5.0/2`.
        mutating func change() -> YearlyChange? {
            guard let day = day() else { return nil }
            let usual = 2 * 3_600
            guard take("/") else { return YearlyChange(day: day, seconds: usual) }
            return time().map { YearlyChange(day: day, seconds: $0) }
        }

        private mutating func day() -> YearlyChange.Day? {
            if take("J") {
                return number().flatMap { (1...365).contains($0) ? .withoutLeap($0) : nil }
            }
            guard take("M") else {
                return number().flatMap { (0...365).contains($0) ? .counted($0) : nil }
            }
            guard let month = number(), take("."), let week = number(), take("."),
                let weekday = number(), (1...12).contains(month), (1...5).contains(week),
                (0...6).contains(weekday)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
    }
}
