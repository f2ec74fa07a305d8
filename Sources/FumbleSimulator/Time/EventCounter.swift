internal import FumbleModel

/// Counts what was handled, and hashes it, so that two runs can be told apart and the first
/// difference be found.
struct EventCounter: Sendable {
    private var events = 0
    private var hash = FNV()
    private var marks: [UInt64] = []

    /// Events between two marks.
    static let stride = 4_096
    /// Added to a command's place among the verbs, so that it is no kind of pending event.
    private static let firstCommand: UInt64 = 256
    private static let firstRequest: UInt64 = 128

    var count: EventCount { EventCount(events: events, hash: hash.value, marks: marks) }

    mutating func count(_ event: PendingEvent) {
        count(event.time, UInt64(event.kind.rawValue), UInt64(UInt32(bitPattern: event.subject)))
    }

    /// A command counts as an event of its own: its verb, and what it is about.
    mutating func countCommand(_ verb: Int, about subjects: [Int], at time: Int64) {
        var about = FNV()
        for subject in subjects { about.combine(UInt64(bitPattern: Int64(subject))) }
        count(time, Self.firstCommand + UInt64(verb), about.value)
    }

    /// An event of the request grain; kinds above those of pending events and below the commands.
    mutating func count(_ event: RequestEvent) {
        let kind = Self.firstRequest + UInt64(event.kind.rawValue)
        hash.combine(UInt64(bitPattern: event.time))
        hash.combine(kind << 32 | UInt64(UInt32(bitPattern: event.subject)))
        events += 1
        if events.isMultiple(of: Self.stride) { marks.append(hash.value) }
    }

    private mutating func count(_ time: Int64, _ kind: UInt64, _ subject: UInt64) {
        hash.combine(UInt64(bitPattern: time))
        hash.combine(kind)
        hash.combine(subject)
        events += 1
        if events.isMultiple(of: Self.stride) { marks.append(hash.value) }
    }
}
