import FumbleModel

/// Counts what happened in a fleet of real processes, and hashes it.
struct FleetEventCounter: Sendable {
    private var events = 0
    private var hash = FNV()
    private var marks: [UInt64] = []

    /// Events between two marks.
    private static let stride = 4_096

    var count: EventCount { EventCount(events: events, hash: hash.value, marks: marks) }

    mutating func count(_ event: FleetEvent) {
        hash.combine(UInt64(bitPattern: event.at.microseconds))
        hash.combine(FNV.hash("\(event.what)"))
        events += 1
        if events.isMultiple(of: Self.stride) { marks.append(hash.value) }
    }
}
