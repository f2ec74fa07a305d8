internal import FumbleModel

/// When something is due: a recurrence by the clocks of a zone, within windows, on no day that a
/// calendar excludes.
package struct Timetable: Sendable, Hashable {
    package let recurrence: Recurrence
    /// As it was written.
    package let text: String
    package let zone: ZoneRules
    let windows: [Window]
    let neverOn: [NeverOn]

    package init(
        _ recurrence: Recurrence, text: String, zone: ZoneRules, windows: [Window],
        neverOn: [NeverOn]
    ) {
        self.recurrence = recurrence
        self.text = text
        self.zone = zone
        self.windows = windows
        self.neverOn = neverOn
    }

    /// The same by its windows alone.
    var withoutCalendars: Timetable {
        Timetable(recurrence, text: text, zone: zone, windows: windows, neverOn: [])
    }

    /// All dates from a moment on, the first one included; those that are skipped say why.
    package func dates(from start: Moment) -> Dates { Dates(of: self, from: start) }

    /// The date for which something started now: the last one that is due and not too long ago.
    ///
    /// - Parameter late: how many seconds after its date it may start.
    package func due(at now: Moment, late: Int) -> ScheduledDate? {
        var last: ScheduledDate?
        for date in dates(from: now.adding(seconds: 1 - late)) {
            guard date.moment <= now else { break }
            if date.skip == nil { last = date }
        }
        return last
    }

    /// The first that is due from a moment on; nil: none within a hundred years.
    package func next(from start: Moment) -> ScheduledDate? {
        dates(from: start).first { $0.skip == nil }
    }

    /// Why nothing is started at that moment.
    fileprivate func skip(at moment: Moment) -> ScheduledDate.Skip? {
        let local = zone.local(moment)
        if !windows.isEmpty, !windows.contains(where: { $0.contains(local) }) {
            return .outsideWindow
        }
        for calendar in neverOn {
            if let title = calendar.event(at: moment, in: zone) {
                return .neverOn(event: title, file: calendar.file)
            }
        }
        return nil
    }
}

/// One date of a timetable.
package struct ScheduledDate: Sendable, Hashable {
    package let moment: Moment
    /// What the clocks of its zone show then.
    package let local: LocalMinute
    /// Seconds by which they are ahead of UTC.
    package let offset: Int
    /// How often they show the time that the timetable names; never: it comes after the gap.
    package let clocks: ZoneRules.Clocks
    /// nil: it is due.
    package let skip: Skip?

    package enum Skip: Sendable, Hashable {
        case outsideWindow
        case neverOn(event: String, file: String)

        package var reason: String {
            switch self {
            case .outsideWindow: "outside the window"
            case .neverOn(let event, let file): "never on \(event) (\(file))"
            }
        }
    }
}

/// The dates of a timetable, one by one, for a hundred years.
package struct Dates: Sequence, IteratorProtocol {
    private let timetable: Timetable
    private let start: Moment
    private var day: Int
    private let lastDay: Int
    private var waiting: [ScheduledDate] = []
    private var last: Moment?

    private static let mostDays = 36_525

    init(of timetable: Timetable, from start: Moment) {
        self.timetable = timetable
        self.start = start
        // What the clocks leave out comes on the day after at most.
        day = timetable.zone.local(start).day.sinceEpoch - 1
        lastDay = day + Self.mostDays
    }

    package mutating func next() -> ScheduledDate? {
        while waiting.isEmpty {
            guard day <= lastDay else { return nil }
            fill(CalendarDay(sinceEpoch: day))
            day += 1
        }
        return waiting.removeLast()
    }

    /// Puts the dates of a day into the queue, the last one first.
    private mutating func fill(_ day: CalendarDay) {
        guard timetable.recurrence.days.contains(day) else { return }
        var dates: [ScheduledDate] = []
        for reading in timetable.zone.moments(of: timetable.recurrence.times, on: day) {
            // Several times in one gap are one date, the first instant after it.
            guard reading.moment >= start, last.map({ $0 < reading.moment }) ?? true else {
                continue
            }
            last = reading.moment
            let offset = timetable.zone.offset(at: reading.moment)
            dates.append(
                ScheduledDate(
                    moment: reading.moment, local: LocalMinute(reading.moment, offset: offset),
                    offset: offset, clocks: reading.clocks,
                    skip: timetable.skip(at: reading.moment)))
        }
        waiting = dates.reversed()
    }
}
