import FumbleModel
import Glibc

/// A moment by the machine's monotonic clock, in whole microseconds.
struct MonotonicTime: Sendable, Hashable {
    let microseconds: Int64

    static func now() -> MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(
            microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The time of day, in microseconds since 1970.
    static func wallClock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    func adding(milliseconds: Int32) -> MonotonicTime {
        MonotonicTime(microseconds: microseconds + Int64(milliseconds) * 1_000)
    }

    /// Rounded up, so that a wait for it is never too short.
    func milliseconds(since other: MonotonicTime) -> Int32 {
        Int32(clamping: (microseconds - other.microseconds + 999) / 1_000)
    }

    static func - (later: MonotonicTime, earlier: MonotonicTime) -> TimeSpan {
        TimeSpan(microseconds: later.microseconds - earlier.microseconds)
    }
}
