/// The things to come, in order of time, and in order of their pushes where times are equal.
///
/// A monotone radix heap (Ahuja, Mehlhorn, Orlin and Tarjan 1990): an event lies in the bucket of
/// the highest bit in which its time differs from the last one popped. Taking the earliest bucket
/// apart moves each event to a lower bucket, in order, so that equal times keep their order and a
/// push costs a few instructions however many events there are. In exchange nothing may be pushed
/// before the last event popped.
struct EventQueue<Event: Timed>: Sendable {
    /// Buckets by highest differing bit, times being below 2^63; the first holds `last` itself.
    private var buckets = [[Event]](repeating: [], count: 64)
    /// The earliest time in each bucket that holds anything.
    private var earliest = [Int64](repeating: .max, count: 64)
    /// Bit b: bucket b holds something.
    private var occupied: UInt64 = 0
    /// How many events of the first bucket are popped already.
    private var popped = 0
    private var last: Int64 = 0

    /// Buckets with more events than this give their memory back when they are taken apart.
    private static var keptCapacity: Int { 4_096 }

    /// When the next event is due, cancelled ones counted; nil: there is none.
    var nextTime: Int64? {
        occupied == 0 ? nil : earliest[occupied.trailingZeroBitCount]
    }

    mutating func push(_ event: Event) {
        precondition(event.time >= last, "an event pushed into the past")
        place(event)
    }

    mutating func pop() -> Event? {
        if occupied == 0 { return nil }
        if occupied & 1 == 0 { takeApart(occupied.trailingZeroBitCount) }
        let event = buckets[0][popped]
        popped += 1
        if popped == buckets[0].count {
            buckets[0].removeAll(keepingCapacity: popped <= Self.keptCapacity)
            popped = 0
            clear(0)
        }
        return event
    }

    private mutating func place(_ event: Event) {
        let bucket = 64 - (event.time ^ last).leadingZeroBitCount
        buckets[bucket].append(event)
        if event.time < earliest[bucket] { earliest[bucket] = event.time }
        occupied |= 1 << UInt64(bucket)
    }

    private mutating func takeApart(_ bucket: Int) {
        last = earliest[bucket]
        var moving: [Event] = []
        swap(&moving, &buckets[bucket])
        clear(bucket)
        for event in moving { place(event) }
        if moving.count <= Self.keptCapacity {
            moving.removeAll(keepingCapacity: true)
            swap(&moving, &buckets[bucket])
        }
    }

    private mutating func clear(_ bucket: Int) {
        earliest[bucket] = .max
        occupied &= ~(1 << UInt64(bucket))
    }
}

/// Something that happens at an instant.
protocol Timed: Sendable {
    /// Microseconds since the start of the run.
    var time: Int64 { get }
}
