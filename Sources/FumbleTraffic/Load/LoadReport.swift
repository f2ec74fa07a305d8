package import FumbleModel

/// What came of a load.
package struct LoadReport: Sendable {
    /// All windows from the start on, the last one included though it may be short.
    package let windows: [LoadWindow]
    /// How late intents were taken up, against when they were meant to be.
    package let lateness: LatencyHistogram
    /// The most lateness at the 99th percentile that the plan allows.
    package let allowedLateness: TimeSpan
    /// Whether the threads that keep the times and send had the system's real-time priority.
    package let isRealTime: Bool
    /// Intents that were taken up; all of them are over.
    package let intents: Int
    /// Connections opened over the whole load.
    package let connections: Int
    package let writes: WriteCheck

    /// Whether what was measured was the server and not the load; a run is inconclusive otherwise.
    package var keptSchedule: Bool {
        lateness.quantile(.percent(99)) <= allowedLateness
    }
}

/// Whether acknowledged writes could be read back at the end.
package struct WriteCheck: Sendable, Hashable {
    /// Writes that were acknowledged, and the keys that they were to.
    package internal(set) var acknowledged = 0
    package internal(set) var keys = 0
    /// Keys of which the last acknowledged write, or one that may follow it, was read back.
    package internal(set) var kept = 0
    /// Keys at which something else was read, or nothing.
    package internal(set) var lost: [LostKey] = []
    /// Keys that could not be read, so that nothing is known of them.
    package internal(set) var unread: [String] = []

    /// Nil: nothing was written.
    package var read: WritesRead? {
        keys == 0
            ? nil
            : WritesRead(
                acknowledged: acknowledged, keys: keys, lost: lost, unread: unread.count)
    }
}
