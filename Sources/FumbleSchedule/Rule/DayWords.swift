internal import FumbleDocument

/// Words that say when: `first Tuesday of the quarter at 10:00`.
///
///     when  = days "at" time { ("," | "and") time }
///     days  = ["on"] "every" ("day" | "weekday" | weekdays)
///           | ["on"] ["the" | "every"] ordinals (weekdays | "day" | "weekday") "of" period
///           | ["on"] ["the"] ordinals "of" period
///     period = ["the" | "every"] ("month" | "quarter" | "year") | months
enum DayWords {
    static let example = "first Tuesday of the quarter at 10:00"

    static func read(_ text: String) throws(TextMistake) -> Recurrence {
        var scan = WordScan(text)
        _ = scan.take("on")
        let days = try days(&scan)
        guard scan.take("at") else {
            guard let word = scan.next else {
                throw TextMistake(
                    offset: 0, length: scan.length, "it does not say at what time",
                    help: "end it with a time: `\(text) at 10:00`")
            }
            throw scan.unknown(word, among: ["at", "and", "of"])
        }
        let times = try times(&scan)
        if let word = scan.next { throw scan.unknown(word, among: ["and"]) }
        return Recurrence(days: days, times: times)
    }

    private static func days(_ scan: inout WordScan) throws(TextMistake) -> DayPattern {
        let isEvery = scan.take("every")
        if isEvery || scan.isAt("daily") {
            if scan.take("day") || scan.take("daily") { return .weekdays(Weekday.all) }
            if scan.take("weekday") { return .weekdays(Weekday.working) }
            if scan.weekday != nil { return .weekdays(try weekdays(&scan)) }
        }
        _ = scan.take("the")
        guard scan.ordinal != nil else {
            let weekdays = Weekday.allCases.map(\.word)
            throw scan.unknownNext(
                among: isEvery
                    ? ["day", "weekday"] + weekdays + Ordinals.words
                    : ["every", "daily", "the"] + Ordinals.words, example: example)
        }
        let ordinals = try ordinals(&scan)
        let kind = try kind(&scan)
        // `every last Friday` alone could be of any period.
        guard scan.take("of") else { throw scan.unknownNext(among: ["of"], example: example) }
        let (period, months) = try period(&scan)
        if let kind {
            return .ordinals(ordinals.map(\.number), of: kind, each: period, months: months)
        }
        return try numbered(ordinals, period, months)
    }

    /// `1st of March`: days of a month by their number.
    private static func numbered(
        _ ordinals: [Ordinals.Written], _ period: DayPattern.Period, _ months: NumberSet
    ) throws(TextMistake) -> DayPattern {
        if let last = ordinals.first(where: { $0.number < 0 }) {
            throw TextMistake(
                last.word, "it does not say the last of what",
                help: "write `last day of the month`, or a weekday")
        }
        guard period == .month else {
            return .ordinals(ordinals.map(\.number), of: Weekday.all, each: period, months: months)
        }
        return .fields(
            months: months, days: NumberSet(ordinals.map(\.number)), weekdays: Weekday.all,
            either: false)
    }

    private static func weekdays(_ scan: inout WordScan) throws(TextMistake) -> NumberSet {
        var days = NumberSet()
        repeat {
            guard let day = scan.weekday else {
                throw scan.unknownNext(among: Weekday.allCases.map(\.word), example: example)
            }
            days.insert(day.rawValue)
            scan.advance()
        } while scan.takesAnother()
        return days
    }

    private static func ordinals(
        _ scan: inout WordScan
    ) throws(TextMistake) -> [Ordinals.Written] {
        var ordinals: [Ordinals.Written] = []
        repeat {
            _ = scan.take("the")
            guard let ordinal = scan.ordinal else {
                throw scan.unknownNext(among: Ordinals.words, example: example)
            }
            ordinals.append(ordinal)
            scan.advance()
        } while scan.takesAnother()
        return ordinals
    }

    /// The weekdays that are counted; nil: the days of a month are.
    private static func kind(_ scan: inout WordScan) throws(TextMistake) -> NumberSet? {
        if scan.isAt("of") { return nil }
        if scan.take("day") { return Weekday.all }
        if scan.take("weekday") { return Weekday.working }
        return try weekdays(&scan)
    }

    private static func period(
        _ scan: inout WordScan
    ) throws(TextMistake) -> (DayPattern.Period, NumberSet) {
        if !scan.take("the") { _ = scan.take("every") }
        if scan.take("month") { return (.month, Months.all) }
        if scan.take("quarter") { return (.quarter, Months.all) }
        if scan.take("year") { return (.year, Months.all) }
        var months = NumberSet()
        repeat {
            guard let word = scan.next, let month = Months.number(word.text) else {
                throw scan.unknownNext(
                    among: ["month", "quarter", "year"] + Months.names, example: example)
            }
            months.insert(month)
            scan.advance()
        } while scan.takesAnother()
        return (.month, months)
    }

    private static func times(_ scan: inout WordScan) throws(TextMistake) -> [Int] {
        var times: [Int] = []
        repeat {
            guard let word = scan.next, let minute = ClockTime.read(word.text) else {
                throw TextMistake(
                    scan.next ?? scan.end, "there must be a time of day here",
                    help: "write hours and minutes, as in `10:00`")
            }
            times.append(minute)
            scan.advance()
        } while scan.takesAnother()
        return times
    }
}

/// `10:00`, in minutes after midnight.
enum ClockTime {
    static func read(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.joined().utf8.allSatisfy({
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
