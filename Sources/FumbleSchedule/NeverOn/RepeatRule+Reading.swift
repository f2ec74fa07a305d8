internal import FumbleDocument
internal import FumbleModel

extension RepeatRule {
    /// Reads `FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO`; a part that is not known is a mistake.
    static func read(
        _ line: CalendarLine, from start: CalendarStamp, zones: (String) -> ZoneRules?
    ) throws(CalendarMistake) -> RepeatRule {
        let parts = line.value.split(separator: ";").map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                name: halves[0].uppercased(), value: halves.count > 1 ? halves[1].uppercased() : ""
            )
        }
        let word = parts.first { $0.name == "FREQ" }?.value ?? ""
        guard let frequency = Frequency(rawValue: word) else {
            throw CalendarMistake(
                line.number, "an event that comes again `\(word)` is not read here",
                help: NearestWord.hint(
                    for: word, among: Frequency.allCases.map(\.rawValue), noun: "frequency"))
        }
        var rule = RepeatRule(frequency: frequency)
        for part in parts where part.name != "FREQ" {
            guard try rule.take(part.name, part.value, start, line) else {
                throw CalendarMistake(
                    line.number,
                    "`\(part.name)=\(part.value)` of a repeated event is not read here",
                    help: "write an event of its own for each such day")
            }
        }
        try rule.checkDays(line)
        guard let counted = rule.counted(from: start.day) else {
            throw CalendarMistake(line.number, "the event does not come so often")
        }
        return counted
    }

    private mutating func take(
        _ name: String, _ value: String, _ start: CalendarStamp, _ line: CalendarLine
    ) throws(CalendarMistake) -> Bool {
        let values = value.split(separator: ",").map(String.init)
        switch name {
        case "INTERVAL":
            guard let number = Int(value), (1...1_000).contains(number) else { return false }
            interval = number
        case "COUNT":
            guard let number = Int(value), (1...10_000).contains(number) else { return false }
            count = number
        case "UNTIL":
            guard let time = CalendarTime(value) else { return false }
            until = lastDay(time, start)
        case "BYMONTH":
            let numbers = values.compactMap { Int($0) }.filter { (1...12).contains($0) }
            guard numbers.count == values.count else { return false }
            months = NumberSet(numbers)
        case "BYMONTHDAY":
            monthDays = values.compactMap { Int($0) }.filter { (1...31).contains(abs($0)) }
            return monthDays.count == values.count && frequency != .weekly
        case "BYDAY":
            weekdays = values.compactMap(Self.numbered)
            return weekdays.count == values.count
        case "BYSETPOS":
            positions = values.compactMap { Int($0) }.filter { (1...366).contains(abs($0)) }
            return positions.count == values.count
        case "WKST":
            guard let day = Self.weekday(value[...]) else { return false }
            weekBegins = day
        default: return false
        }
        return true
    }

    /// The last day, by the clocks at which the event begins.
    private func lastDay(_ time: CalendarTime, _ start: CalendarStamp) -> CalendarDay {
        guard time.isUTC, let minute = time.minute, let zone = start.zone else { return time.day }
        let moment = LocalMinute(day: time.day, minute: minute).seconds
        let local = zone.local(Moment(seconds: moment))
        return local.minute >= start.minute ?? 0 ? local.day : local.day.adding(days: -1)
    }

    private func checkDays(_ line: CalendarLine) throws(CalendarMistake) {
        if !positions.isEmpty, months.isEmpty, monthDays.isEmpty, weekdays.isEmpty {
            throw CalendarMistake(
                line.number, "`BYSETPOS` chooses among days that no other part names",
                help: "name them, as `BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1` does")
        }
        if count != nil, until != nil {
            throw CalendarMistake(line.number, "`COUNT` and `UNTIL` exclude each other")
        }
        guard frequency == .weekly || frequency == .daily else { return }
        if weekdays.contains(where: { $0.number != 0 }) {
            throw CalendarMistake(
                line.number, "a numbered weekday belongs to a month or a year, not to a week")
        }
    }

    /// `-1MO`, `TU`.
    private static func numbered(_ text: String) -> NumberedWeekday? {
        guard let day = weekday(text.suffix(2)) else { return nil }
        let number = text.dropLast(2)
        if number.isEmpty { return NumberedWeekday(number: 0, weekday: day) }
        guard let count = Int(number), count != 0, abs(count) <= 53 else { return nil }
        return NumberedWeekday(number: count, weekday: day)
    }

    private static func weekday(_ text: Substring) -> Weekday? {
        Weekday.allCases.first { $0.word.prefix(2).uppercased() == text }
    }
}
