/// A length of time in whole microseconds; it may be negative.
///
/// Integers, because doubles drift between machines and runs must not. A year is 365 days.
/// Arithmetic traps on overflow: the reader of files refuses what is too long.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static let zero = TimeSpan(microseconds: 0)

    package static func milliseconds(_ count: Int64) -> TimeSpan {
        TimeSpan(microseconds: count * TimeUnit.millisecond.microseconds)
    }

    package static func seconds(_ count: Int64) -> TimeSpan {
        TimeSpan(microseconds: count * TimeUnit.second.microseconds)
    }

    package static func minutes(_ count: Int64) -> TimeSpan {
        TimeSpan(microseconds: count * TimeUnit.minute.microseconds)
    }

    package static func hours(_ count: Int64) -> TimeSpan {
        TimeSpan(microseconds: count * TimeUnit.hour.microseconds)
    }

    package static func days(_ count: Int64) -> TimeSpan {
        TimeSpan(microseconds: count * TimeUnit.day.microseconds)
    }

    package static func years(_ count: Int64) -> TimeSpan {
        TimeSpan(microseconds: count * TimeUnit.year.microseconds)
    }

    /// The length in seconds, for figures that are shown or fitted, never for the queue of events.
    package var seconds: Double { Double(microseconds) / Double(TimeUnit.second.microseconds) }

    package func times(_ factor: Int) -> TimeSpan {
        TimeSpan(microseconds: microseconds * Int64(factor))
    }

    package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(microseconds: left.microseconds + right.microseconds)
    }

    package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(microseconds: left.microseconds - right.microseconds)
    }

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.microseconds < right.microseconds
    }
}

/// The units in which lengths of time are written.
package enum TimeUnit: String, CaseIterable, Sendable {
    case year = "y"
    case week = "w"
    case day = "d"
    case hour = "h"
    case minute = "m"
    case second = "s"
    case millisecond = "ms"
    case microsecond = "us"

    package var microseconds: Int64 {
        switch self {
        case .year: 365 * 86_400_000_000
        case .week: 7 * 86_400_000_000
        case .day: 86_400_000_000
        case .hour: 3_600_000_000
        case .minute: 60_000_000
        case .second: 1_000_000
        case .millisecond: 1000
        case .microsecond: 1
        }
    }
}

extension TimeSpan: CustomStringConvertible {
    /// As people write it, and as the reader of files reads it back: `5m`, `1h30m`, `1.5s`, `40ms`.
    package var description: String {
        let sign = microseconds < 0 ? "-" : ""
        let size = microseconds.magnitude
        if size == 0 { return "0s" }
        if size < TimeUnit.millisecond.microseconds.magnitude { return "\(sign)\(size)us" }
        if size < TimeUnit.second.microseconds.magnitude {
            return sign + Self.decimal(size, over: .millisecond) + "ms"
        }
        var rest = size
        var text = sign
        for unit in [TimeUnit.year, .day, .hour, .minute] {
            let count = rest / unit.microseconds.magnitude
            rest %= unit.microseconds.magnitude
            if count > 0 { text += "\(count)\(unit.rawValue)" }
        }
        return rest > 0 ? text + Self.decimal(rest, over: .second) + "s" : text
    }

    /// Exactly, without an exponent: a double would print a microsecond as `1e-06`.
    private static func decimal(_ microseconds: UInt64, over unit: TimeUnit) -> String {
        let (whole, rest) = microseconds.quotientAndRemainder(
            dividingBy: unit.microseconds.magnitude)
        guard rest > 0 else { return "\(whole)" }
        var fraction = String(String(unit.microseconds.magnitude + rest).dropFirst())
        while fraction.last == "0" { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }
}
