import Glibc
// Where Glibc's `timespec` is declared, and MemberImportVisibility asks for it by name.
import SwiftOverlayShims

/// The time of day, which only what is shown to clients and the beginnings of versions go by.
struct WallClock: Sendable {
    /// Microseconds since 1970.
    var now: @Sendable () -> UInt64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
