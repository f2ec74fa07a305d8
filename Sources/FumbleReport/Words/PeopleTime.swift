package import FumbleModel

/// Lengths of time as people say them: `40 ms`, `3 min 20 s`, `169 min`, `8 h`, `4 y`.
///
/// Outages are told in minutes up to eight hours, so that they can be set side by side.
package enum PeopleTime {
    /// Rounded to what a reader can use: seconds below ten minutes, minutes below two days.
    package static func text(_ span: TimeSpan) -> String {
        (span.microseconds < 0 ? "-" : "") + text(of: span.microseconds.magnitude)
    }

    /// A place on a timeline: `5 min 00 s` after the start, seconds cut off.
    package static func stamp(_ instant: Instant) -> String {
        let seconds = max(instant.microseconds, 0) / TimeUnit.second.microseconds
        let rest = seconds % 60
        return "\(seconds / 60) min \(rest < 10 ? "0" : "")\(rest) s"
    }

    private static func text(of size: UInt64) -> String {
        if size < 1_000 { return size == 0 ? "0 s" : "\(size) us" }
        if size < 9_950 { return tenths(rounded(size, to: 100)) + " ms" }
        let milliseconds = rounded(size, to: 1_000)
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        if size < 9_950_000 { return tenths(rounded(size, to: 100_000)) + " s" }
        let seconds = rounded(size, to: 1_000_000)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 600 { return pair(seconds, 60, "min", "s") }
        let minutes = rounded(size, to: 60_000_000)
        if minutes < 8 * 60 { return "\(minutes) min" }
        if minutes < 2 * 24 * 60 { return pair(minutes, 60, "h", "min") }
        let hours = rounded(size, to: 3_600_000_000)
        if hours < 365 * 24 { return pair(hours, 24, "d", "h") }
        return tenths(rounded(size, to: TimeUnit.year.microseconds.magnitude / 10)) + " y"
    }

    private static func rounded(_ size: UInt64, to unit: UInt64) -> UInt64 {
        size / unit + (size % unit >= unit - unit / 2 ? 1 : 0)
    }

    private static func tenths(_ count: UInt64) -> String {
        count % 10 == 0 ? "\(count / 10)" : "\(count / 10).\(count % 10)"
    }

    private static func pair(_ count: UInt64, _ per: UInt64, _ large: String, _ small: String)
        -> String
    {
        let rest = count % per
        return "\(count / per) \(large)" + (rest == 0 ? "" : " \(rest) \(small)")
    }
}
