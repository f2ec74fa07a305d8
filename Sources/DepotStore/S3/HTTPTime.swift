/// An instant as HTTP and S3 write it, always in UTC.
struct HTTPTime: Sendable {
    private let year: Int
    private let month: Int
    private let day: Int
    private let weekday: Int
    private let hour: Int
    private let minute: Int
    private let second: Int
    private let millisecond: Int

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let millisecondsPerDay = 86_400_000

    /// - Parameter milliseconds: since 1970.
    init(_ milliseconds: UInt64) {
        let all = Int(clamping: milliseconds)
        let days = all / Self.millisecondsPerDay
        let rest = all % Self.millisecondsPerDay
        (year, month, day) = Self.date(ofDay: days)
        // The first of January 1970 was a Thursday.
        weekday = (days + 4) % 7
        (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60)
        (second, millisecond) = (rest / 1000 % 60, rest % 1000)
    }

    /// `Tue, 28 Feb 2017 17:37:00 GMT` (RFC 9110).
    var header: String {
        "\(Self.weekdays[weekday]), \(Self.two(day)) \(Self.months[month - 1]) \(year) \(clock) GMT"
    }

    /// `2017-02-28T17:37:00.000Z` (ISO 8601).
    var stamp: String {
        let fraction = String(millisecond + 1000).dropFirst()
        return "\(year)-\(Self.two(month))-\(Self.two(day))T\(clock).\(fraction)Z"
    }

    private var clock: String { "\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))" }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is the last.
    private static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
