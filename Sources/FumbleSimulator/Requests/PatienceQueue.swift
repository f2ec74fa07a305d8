/// The attempts at one operation in the order in which they began, which is that in which their
/// clients give up: all wait as long. So one pending event stands for all of them.
struct PatienceQueue: Sendable {
    private var entries: [Entry] = []
    private var head = 0
    /// The length at which finished attempts are next sorted out of the middle.
    private var tidyAt = Self.leastTidied
    /// Whether the event for the oldest attempt is pending.
    var isPending = false

    struct Entry: Sendable {
        let begun: Int64
        let place: Int32
        let id: UInt32
    }

    private static let leastTidied = 1_024

    mutating func append(_ place: Int, in attempts: [Attempt]) {
        if entries.count >= tidyAt { tidy(attempts) }
        let attempt = attempts[place]
        entries.append(Entry(begun: attempt.begun, place: Int32(place), id: attempt.id))
    }

    /// The oldest attempt that is still under way, those that are over being forgotten.
    mutating func oldest(in attempts: [Attempt]) -> Entry? {
        while head < entries.count {
            let entry = entries[head]
            if attempts[Int(entry.place)].id == entry.id { return entry }
            head += 1
        }
        entries.removeAll(keepingCapacity: true)
        head = 0
        return nil
    }

    mutating func removeOldest() { head += 1 }

    /// Leaves only what is under way, so that the queue is never much longer than that.
    private mutating func tidy(_ attempts: [Attempt]) {
        var kept = 0
        for place in head..<entries.count
        where attempts[Int(entries[place].place)].id == entries[place].id {
            entries[kept] = entries[place]
            kept += 1
        }
        entries.removeLast(entries.count - kept)
        head = 0
        tidyAt = max(2 * kept, Self.leastTidied)
    }
}
