internal import Glibc

/// The name of a run made now: the time of day in UTC, and the seed.
enum RunName {
    static func now(seed: UInt64) -> String { "\(time(Glibc.time(nil)))-\(seed)" }

    /// `20261122T074148Z`.
    static func time(_ seconds: time_t) -> String {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let year = digits(Int(parts.tm_year) + 1_900, 4)
        let date = year + digits(Int(parts.tm_mon) + 1, 2) + digits(Int(parts.tm_mday), 2)
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
        return "\(date)T\(clock.joined())Z"
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
