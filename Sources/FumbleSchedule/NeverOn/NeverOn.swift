internal import FumbleModel

/// A file of days on which nothing is started: an iCalendar.
package struct NeverOn: Sendable, Hashable {
    /// As `never-on:` names it.
    package let file: String
    let events: [CalendarEvent]

    /// What is on then; nil: nothing.
    ///
    /// - Parameter zone: whose days they are, and whose clocks times without a zone mean.
    func event(at moment: Moment, in zone: ZoneRules) -> String? {
        events.first { $0.covers(moment, in: zone) }?.title
    }
}

/// One event of a calendar, with all its repetitions.
struct CalendarEvent: Sendable, Hashable {
    let title: String
    let start: CalendarStamp
    let length: Length
    let repeats: RepeatRule?
    let except: [CalendarStamp]

    enum Length: Sendable, Hashable {
        case days(Int)
        case seconds(Int)
    }

    func covers(_ moment: Moment, in zone: ZoneRules) -> Bool {
        let zone = start.zone ?? zone
        let day = zone.local(moment).day
        switch length {
        case .days(let count):
            return (0..<count).contains { isOn(day.adding(days: -$0), in: zone) }
        case .seconds(let count):
            let most = count / Moment.secondsOfDay + 1
            return (0...most).contains { back in
                let first = day.adding(days: -back)
                guard isOn(first, in: zone) else { return false }
                let begins = start.on(first).moment(in: zone)
                return begins <= moment && moment < begins.adding(seconds: count)
            }
        }
    }

    /// Whether it begins on that day.
    private func isOn(_ day: CalendarDay, in zone: ZoneRules) -> Bool {
        guard day == start.day || repeats?.contains(day, from: start.day) ?? false else {
            return false
        }
        return !except.contains { stamp in
            guard stamp.minute != nil, start.minute != nil else { return stamp.day == day }
            return stamp.moment(in: stamp.zone ?? zone) == start.on(day).moment(in: zone)
        }
    }
}

/// A day, or a time, as a calendar writes them.
struct CalendarStamp: Sendable, Hashable {
    let day: CalendarDay
    /// nil: all of the day.
    let minute: Int?
    /// nil: wherever one is.
    let zone: ZoneRules?

    func on(_ day: CalendarDay) -> CalendarStamp {
        CalendarStamp(day: day, minute: minute, zone: zone)
    }

    func moment(in zone: ZoneRules) -> Moment {
        zone.moment(of: LocalMinute(day: day, minute: minute ?? 0)).moment
    }
}
