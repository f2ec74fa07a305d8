internal import FumbleDocument
internal import FumbleModel

/// Reads the events of an iCalendar file, RFC 5545.
///
/// What says when an event is must be understood, or is a mistake; what says other things of it -
/// who comes, and where - is passed over. An event that is cancelled is none.
package struct CalendarReader {
    private let zones: (String) -> ZoneRules?
    private var open: [CalendarLine] = []
    private var event: [CalendarLine] = []
    private var events: [CalendarEvent] = []

    /// - Parameter zones: the zone of a name, if there is one.
    package static func read(
        _ bytes: [UInt8], file: String, zones: (String) -> ZoneRules?
    ) throws(CalendarMistake) -> NeverOn {
        let lines = try CalendarLine.lines(of: bytes)
        guard let first = lines.first, first.name == "BEGIN", first.value == "VCALENDAR" else {
            throw CalendarMistake(
                lines.first?.number ?? 1, "the file is no calendar",
                help: "iCalendar begins with `BEGIN:VCALENDAR`")
        }
        return try withoutActuallyEscaping(zones) { zones throws(CalendarMistake) in
            var reader = CalendarReader(zones: zones)
            for line in lines { try reader.take(line) }
            if let left = reader.open.last {
                throw CalendarMistake(
                    left.number, "`BEGIN:\(left.value)` has no end: the file was cut off")
            }
            return NeverOn(file: file, events: reader.events)
        }
    }

    private init(zones: @escaping (String) -> ZoneRules?) {
        self.zones = zones
    }

    private mutating func take(_ line: CalendarLine) throws(CalendarMistake) {
        switch line.name {
        case "BEGIN":
            if line.value == "VEVENT" { event = [] }
            open.append(line)
        case "END":
            guard let begin = open.popLast(), begin.value == line.value else {
                throw CalendarMistake(line.number, "`END:\(line.value)` ends nothing that is open")
            }
            guard line.value == "VEVENT" else { return }
            events += try self.events(from: begin)
        default:
            guard !open.isEmpty else {
                throw CalendarMistake(line.number, "`\(line.name)` stands after the calendar's end")
            }
            if open.last?.value == "VEVENT" { event.append(line) }
        }
    }

    private func line(_ name: String) -> CalendarLine? { event.first { $0.name == name } }

    /// An event, and one of its own for each `RDATE`.
    private func events(from begin: CalendarLine) throws(CalendarMistake) -> [CalendarEvent] {
        if line("STATUS")?.value.uppercased() == "CANCELLED" { return [] }
        for other in ["EXRULE", "RECURRENCE-ID"] {
            guard let line = line(other) else { continue }
            throw CalendarMistake(
                line.number, "`\(other)` is not read here, and says when an event is",
                help: "write an event of its own for each such day")
        }
        guard let written = line("DTSTART") else {
            throw CalendarMistake(begin.number, "the event does not say when it begins: `DTSTART`")
        }
        let start = try stamp(written)
        let except = try stamps("EXDATE")
        let rule = try line("RRULE").map { line throws(CalendarMistake) in
            try RepeatRule.read(line, from: start, zones: zones)
        }
        let title = line("SUMMARY").map { Self.unescaped($0.value) } ?? "an event"
        let length = try length(from: start)
        let further = try stamps("RDATE") { stamp, line throws(CalendarMistake) in
            guard (stamp.minute == nil) == (start.minute == nil) else {
                throw CalendarMistake(
                    line.number, "`DTSTART` is a day and `RDATE` a time, or the reverse",
                    help: "write an event of its own for each such day")
            }
        }
        return [
            CalendarEvent(
                title: title, start: start, length: length, repeats: rule, except: except)
        ]
            + further.map {
                CalendarEvent(
                    title: title, start: $0, length: length, repeats: nil, except: except)
            }
    }

    /// What all lines of that name list.
    private func stamps(
        _ name: String,
        _ check: (CalendarStamp, CalendarLine) throws(CalendarMistake) -> Void = {
            _, _ throws(CalendarMistake) in
        }
    ) throws(CalendarMistake) -> [CalendarStamp] {
        var stamps: [CalendarStamp] = []
        for line in event where line.name == name {
            if line.parameter("VALUE") == "PERIOD" {
                throw CalendarMistake(
                    line.number, "periods of `\(name)` are not read here",
                    help: "write an event of its own for each of them")
            }
            for value in line.value.split(separator: ",") {
                let stamp = try stamp(String(value), of: line)
                try check(stamp, line)
                stamps.append(stamp)
            }
        }
        return stamps
    }

    private static func unescaped(_ text: String) -> String {
        var plain = ""
        var isEscaped = false
        for character in text {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                plain.append(isEscaped && (character == "n" || character == "N") ? " " : character)
                isEscaped = false
            }
        }
        return plain
    }

    private func length(from start: CalendarStamp) throws(CalendarMistake) -> CalendarEvent.Length {
        if let line = line("DTEND") {
            let end = try stamp(line)
            guard (end.minute == nil) == (start.minute == nil) else {
                throw CalendarMistake(
                    line.number, "the event begins with a day and ends with a time, or the reverse")
            }
            if start.minute == nil {
                return .days(try positive(end.day.sinceEpoch - start.day.sinceEpoch, line))
            }
            let seconds =
                end.moment(in: end.zone ?? .utc).seconds
                - start.moment(in: start.zone ?? .utc).seconds
            return .seconds(try positive(seconds, line))
        }
        if let line = line("DURATION") {
            guard let seconds = CalendarTime.duration(line.value) else {
                throw CalendarMistake(line.number, "`\(line.value)` is no length of an event")
            }
            guard start.minute == nil else { return .seconds(try positive(seconds, line)) }
            guard seconds % Moment.secondsOfDay == 0 else {
                throw CalendarMistake(line.number, "a day lasts whole days, not `\(line.value)`")
            }
            return .days(try positive(seconds / Moment.secondsOfDay, line))
        }
        // What has no length takes up the minute in which it is.
        return start.minute == nil ? .days(1) : .seconds(60)
    }

    private static let longestInDays = 3_660

    private func positive(_ number: Int, _ line: CalendarLine) throws(CalendarMistake) -> Int {
        guard number > 0 else {
            throw CalendarMistake(line.number, "the event ends no later than it begins")
        }
        guard number <= Self.longestInDays * Moment.secondsOfDay else {
            throw CalendarMistake(line.number, "the event lasts more than ten years")
        }
        return number
    }

    private func stamp(_ line: CalendarLine) throws(CalendarMistake) -> CalendarStamp {
        try stamp(line.value, of: line)
    }

    private func stamp(
        _ value: String, of line: CalendarLine
    ) throws(CalendarMistake) -> CalendarStamp {
        guard let time = CalendarTime(value) else {
            throw CalendarMistake(
                line.number, "`\(value)` is no day and no time of a calendar",
                help: "a day is written 20261225, a time 20261225T090000")
        }
        if line.parameter("VALUE") == "DATE", time.minute != nil {
            throw CalendarMistake(line.number, "`\(value)` is said to be a day, and is a time")
        }
        guard time.minute != nil else {
            return CalendarStamp(day: time.day, minute: nil, zone: nil)
        }
        if time.isUTC { return CalendarStamp(day: time.day, minute: time.minute, zone: .utc) }
        guard let name = line.parameter("TZID") else {
            return CalendarStamp(day: time.day, minute: time.minute, zone: nil)
        }
        guard let zone = zones(name) else {
            throw CalendarMistake(
                line.number, "there is no time zone `\(name)` on this machine",
                help: "write the event in a zone such as Europe/Berlin, or in UTC")
        }
        return CalendarStamp(day: time.day, minute: time.minute, zone: zone)
    }
}
