/// The things to come, in order of time, and in order of their pushes where times are equal.
///
/// A monotone radix heap (Ahuja, Mehlhorn, Orlin and Tarjan 1990) with digits of six bits: an event
/// lies at the level of the highest digit in which its time differs from the last one popped, in the
/// bucket of that digit. Taking the earliest bucket apart moves each event to a lower level, in
/// order, so that equal times keep their order, and a push costs a few instructions however many
/// events there are. In exchange nothing may be pushed before the last event popped.
///
/// With digits of one bit an event moved about four times as often. Buckets are chains of small
/// chunks in one flat array, used again and again: an array for each bucket took twice as long.
struct EventQueue<Event: Timed>: Sendable {
    private var buckets = [Bucket](repeating: Bucket(), count: 704)
    /// Bit d of level l: its bucket d holds something; and bit l: level l holds something.
    private var occupied = [UInt64](repeating: 0, count: 11)
    private var levels: UInt64 = 0
    /// Chunk c is the eight events from 8c on; `following` names the chunk after it; -1: none.
    private var events: [Event] = []
    private var following: [Int32] = []
    private var free: Int32 = -1
    private var last: Int64 = 0

    private struct Bucket {
        var earliest: Int64 = .max
        /// The place of the first event, and that after the last one.
        var first: Int32 = 0
        var end: Int32 = 0
    }

    @inline(__always) private static var digit: Int { 6 }
    @inline(__always) private static var chunk: Int { 8 }

    /// When the next event is due, cancelled ones counted; nil: there is none.
    var nextTime: Int64? {
        if levels == 0 { return nil }
        return buckets[lowestBucket].earliest
    }

    mutating func push(_ event: Event) {
        precondition(event.time >= last, "an event pushed into the past")
        place(event)
    }

    mutating func pop() -> Event? {
        if levels == 0 { return nil }
        let bucket = lowestBucket
        return bucket < 64 ? popFirst(of: bucket) : takeApart(bucket)
    }

    private var lowestBucket: Int {
        let level = levels.trailingZeroBitCount
        return level << Self.digit + occupied[level].trailingZeroBitCount
    }

    @inline(__always)
    private mutating func place(_ event: Event) {
        let difference = UInt64(bitPattern: event.time ^ last) | 1
        let level = (63 - difference.leadingZeroBitCount) / Self.digit
        let digit = Int(event.time >> Int64(level * Self.digit)) & 63
        let bucket = level << Self.digit + digit
        if occupied[level] & (1 << UInt64(digit)) == 0 {
            occupied[level] |= 1 << UInt64(digit)
            levels |= 1 << UInt64(level)
            let start = Int32(newChunk(filledWith: event) * Self.chunk)
            buckets[bucket] = Bucket(earliest: event.time, first: start, end: start + 1)
            return
        }
        let end = Int(buckets[bucket].end)
        if event.time < buckets[bucket].earliest { buckets[bucket].earliest = event.time }
        if end % Self.chunk != 0 {
            events[end] = event
            buckets[bucket].end = Int32(end + 1)
        } else {
            let chunk = newChunk(filledWith: event)
            following[end / Self.chunk - 1] = Int32(chunk)
            buckets[bucket].end = Int32(chunk * Self.chunk + 1)
        }
    }

    /// The first event of a bucket of the lowest level: all in it have the same time.
    @inline(__always)
    private mutating func popFirst(of bucket: Int) -> Event {
        let place = Int(buckets[bucket].first)
        let event = events[place]
        last = event.time
        let isLast = place + 1 == Int(buckets[bucket].end)
        if isLast { clear(bucket) }
        let chunk = place / Self.chunk
        if isLast || (place + 1) % Self.chunk == 0 {
            buckets[bucket].first = isLast ? 0 : following[chunk] * Int32(Self.chunk)
            give(chunk)
        } else {
            buckets[bucket].first = Int32(place + 1)
        }
        return event
    }

    /// Moves all of a bucket to lower levels.
    ///
    /// - Returns: its earliest event, taken out.
    private mutating func takeApart(_ bucket: Int) -> Event {
        let taken = buckets[bucket]
        clear(bucket)
        last = taken.earliest
        var place = Int(taken.first)
        if place + 1 == Int(taken.end) {
            give(place / Self.chunk)
            return events[place]
        }
        var earliest: Event?
        while true {
            let event = events[place]
            if earliest == nil && event.time == taken.earliest {
                earliest = event
            } else {
                self.place(event)
            }
            place += 1
            let isLast = place == Int(taken.end)
            guard isLast || place % Self.chunk == 0 else { continue }
            let chunk = (place - 1) / Self.chunk
            let next = following[chunk]
            give(chunk)
            if isLast { break }
            place = Int(next) * Self.chunk
        }
        guard let earliest else { preconditionFailure("a bucket without its earliest event") }
        return earliest
    }

    @inline(__always)
    private mutating func clear(_ bucket: Int) {
        let level = bucket >> Self.digit
        occupied[level] &= ~(1 << UInt64(bucket & 63))
        if occupied[level] == 0 { levels &= ~(1 << UInt64(level)) }
    }

    /// Takes a chunk whose first event is this one.
    @inline(__always)
    private mutating func newChunk(filledWith event: Event) -> Int {
        if free >= 0 {
            let chunk = Int(free)
            free = following[chunk]
            events[chunk * Self.chunk] = event
            return chunk
        }
        events.append(contentsOf: repeatElement(event, count: Self.chunk))
        following.append(-1)
        return following.count - 1
    }

    @inline(__always)
    private mutating func give(_ chunk: Int) {
        following[chunk] = free
        free = Int32(chunk)
    }
}

/// Something that happens at an instant.
protocol Timed: Sendable {
    /// Microseconds since the start of the run.
    var time: Int64 { get }
}
