internal import Glibc

/// The name of a run made now: the time of day in UTC, and the seed.
enum RunName {
    static func now(seed: UInt64) -> String { "\(time(Glibc.time(nil)))-\(seed)" }

    /// By the machine's clock, in microseconds since 1970.
    static var instant: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    }

    /// Whether it is one name of a folder, and not a hidden one.
    static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || "-_.".utf8.contains(byte)
            }
    }

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

    /// Of such a time the seconds since 1970; nil: it is none.
    static func seconds(of text: String) -> time_t? {
        let form = /([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z/
        guard let (_, year, month, day, hour, minute, second) = text.wholeMatch(of: form)?.output
        else { return nil }
        var parts = tm()
        parts.tm_year = (Int32(year) ?? 0) - 1_900
        parts.tm_mon = (Int32(month) ?? 0) - 1
        parts.tm_mday = Int32(day) ?? 0
        parts.tm_hour = Int32(hour) ?? 0
        parts.tm_min = Int32(minute) ?? 0
        parts.tm_sec = Int32(second) ?? 0
        let seconds = timegm(&parts)
        // Not what a day that is none, such as the 30th of February, comes to.
        return time(seconds) == text ? seconds : nil
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
