internal import ArgumentParser
internal import FumbleModel
internal import FumbleSchedule

/// The next dates of something, and those that are skipped between them.
struct Agenda {
    let item: ScheduledItem
    let lines: [Line]

    enum Line {
        case due(ScheduledDate)
        /// Dates in a row with one reason.
        case skipped(first: ScheduledDate, last: ScheduledDate, count: Int, reason: String)
    }

    /// Dates looked at, so that a calendar without end does not keep anybody waiting.
    private static let mostDates = 1_000_000

    init(of item: ScheduledItem, from start: Moment, count: Int) {
        self.item = item
        var lines: [Line] = []
        var left = count
        for date in item.timetable.dates(from: start).prefix(Self.mostDates) where left > 0 {
            guard let reason = date.skip?.reason else {
                lines.append(.due(date))
                left -= 1
                if left == 0 { break }
                continue
            }
            if case .skipped(let first, _, let count, reason)? = lines.last {
                lines[lines.count - 1] = .skipped(
                    first: first, last: date, count: count + 1, reason: reason)
            } else {
                lines.append(.skipped(first: date, last: date, count: 1, reason: reason))
            }
        }
        self.lines = lines
    }

    var text: String {
        let zone = item.timetable.zone.name
        let shown = lines.map { line in
            switch line {
            case .due(let date):
                "  \(Self.local(date))  \(date.moment)\(Self.note(date))\n"
            case .skipped(let first, let last, let count, let reason):
                count == 1
                    ? "  \(Self.local(first))  skipped: \(reason)\n"
                    : "  \(Self.local(first))  to \(last.local): \(count) skipped: \(reason)\n"
            }
        }
        return "\(item.source): \(item.timetable.text), \(zone)\n" + shown.joined()
    }

    /// `Tue 2027-01-05 10:00 +01:00`.
    private static func local(_ date: ScheduledDate) -> String {
        "\(date.local.day.weekday.short) \(date.local) \(ZoneRules.text(of: date.offset))"
    }

    private static func note(_ date: ScheduledDate) -> String {
        switch date.clocks {
        case .once: ""
        case .twice: "  the first of two"
        case .never: "  after the gap"
        }
    }

    var json: JSONValue {
        .object([
            ("source", .string(item.source)), ("name", .string(item.name)),
            ("at", .string(item.timetable.text)), ("zone", .string(item.timetable.zone.name)),
            ("dates", .array(lines.map(Self.json))),
        ])
    }

    private static func json(_ line: Line) -> JSONValue {
        switch line {
        case .due(let date):
            .object([
                ("due", .bool(true)), ("utc", .string(date.moment.description)),
                ("local", .string(date.local.description)),
                ("offset", .string(ZoneRules.text(of: date.offset))),
                ("clocks", .string("\(date.clocks)")),
            ])
        case .skipped(let first, let last, let count, let reason):
            .object([
                ("due", .bool(false)), ("utc", .string(first.moment.description)),
                ("local", .string(first.local.description)),
                ("last_local", .string(last.local.description)), ("count", .int(Int64(count))),
                ("reason", .string(reason)),
            ])
        }
    }
}

/// How dates are printed.
enum ScheduleFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    func render(_ agendas: [Agenda]) -> String {
        switch self {
        case .text: agendas.map(\.text).joined(separator: "\n")
        case .json:
            JSONValue.object([
                ("schema", .string("fumble.schedule/1")),
                ("schedules", .array(agendas.map(\.json))),
            ]).pretty
        }
    }
}
