package import FumbleModel

/// A time as a clock on the wall shows it: a day, and minutes after its midnight.
package struct LocalMinute: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let day: CalendarDay
    /// 0 to 1,439.
    package let minute: Int

    package init(day: CalendarDay, minute: Int) {
        self.day = day
        self.minute = minute
    }

    /// What a clock shows that is `offset` seconds ahead of UTC.
    package init(_ moment: Moment, offset: Int) {
        let minutes = CalendarDay.floor(moment.seconds + offset, by: 60)
        let number = CalendarDay.floor(minutes, by: Self.minutesOfDay)
        self.init(
            day: CalendarDay(sinceEpoch: number), minute: minutes - number * Self.minutesOfDay)
    }

    package static let minutesOfDay = 1_440

    /// Seconds after the start of 1970 as such a clock counts them.
    var seconds: Int { (day.sinceEpoch * Self.minutesOfDay + minute) * 60 }

    /// `10:05`.
    package var clock: String { Self.clock(minute) }

    static func clock(_ minute: Int) -> String {
        "\(TwoDigits.of(minute / 60)):\(TwoDigits.of(minute % 60))"
    }

    /// `2027-01-05 10:00`.
    package var description: String { "\(day) \(clock)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.day, left.minute) < (right.day, right.minute)
    }
}

enum TwoDigits {
    static func of(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
