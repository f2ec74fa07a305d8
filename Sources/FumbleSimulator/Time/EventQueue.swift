/// The things to come, in order of time, and in order of their pushes where times are equal.
///
/// A monotone radix heap (Ahuja, Mehlhorn, Orlin and Tarjan 1990) with digits of six bits, as
/// `RadixIndex` says: a push costs a few instructions however many events there are, and in exchange
/// nothing may be pushed before the last event popped.
///
/// The first events of a bucket, eight at most, lie at the bucket's own place and are not sorted: the
/// earliest is looked for when it is wanted. Only a bucket with more of them is taken apart, which
/// moves each event to a lower level, in order, so that equal times keep their order.
///
/// What else was tried, with 1,000 servers that fail and are repaired: to take every bucket with two
/// events or more apart, its chunks from a list common to all, took a quarter longer; a bucket and its
/// events in one value as long as that, since it was copied to be looked at.
struct EventQueue<Event: Timed>: Sendable {
    /// Chunk c is the eight events from 8c on. The first chunks are those that the buckets own, in their
    /// order; then come those that buckets with more events have taken.
    private var events: [Event] = []
    /// The chunk after each chunk, in a bucket or among the free ones; -1: none.
    private var following: [Int32] = []
    private var buckets: [Bucket] = []
    private var index = RadixIndex()
    /// The first chunk that no bucket has taken; -1: none.
    private var free: Int32 = -1
    /// When the last event popped was due.
    private var last: Int64 = 0

    private struct Bucket {
        var earliest: Int64 = .max
        /// Events of its own chunk that were popped; of the lowest level's buckets alone.
        var begin: Int32 = 0
        /// The place after its last event.
        var end: Int32 = 0
    }

    /// Events in a chunk.
    @inline(__always) private static var size: Int { 8 }

    /// When the next event is due, cancelled ones counted; nil: there is none.
    var nextTime: Int64? {
        if index.isEmpty { return nil }
        return buckets[index.lowestBucket].earliest
    }

    mutating func push(_ event: Event) {
        precondition(event.time >= last, "an event pushed into the past")
        if free < 0 { grow(filler: event) }
        Self.push(event, &index, &buckets, &events, &following, &free)
    }

    @inline(__always)
    private static func push(
        _ event: Event, _ index: inout RadixIndex, _ buckets: inout [Bucket],
        _ events: inout [Event], _ following: inout [Int32], _ free: inout Int32
    ) {
        // One look at each array for the whole of the work: each would else be asked at every write
        // whether it is shared.
        var buckets = buckets.mutableSpan
        var events = events.mutableSpan
        guard let full = place(event, &index, &buckets, &events) else { return }
        extend(full, with: event, &buckets, &events, &following, &free)
    }

    /// Puts an event into its bucket.
    ///
    /// - Returns: nil; or the bucket, into which it was not put, since its last chunk is full.
    @inline(__always)
    private static func place(
        _ event: Event, _ index: inout RadixIndex, _ buckets: inout MutableSpan<Bucket>,
        _ events: inout MutableSpan<Event>
    ) -> Int? {
        let bucket = index.bucket(of: event.time)
        if index.occupy(bucket) {
            let first = bucket &* size
            events[first] = event
            buckets[bucket].earliest = event.time
            buckets[bucket].end = Int32(truncatingIfNeeded: first &+ 1)
            return nil
        }
        buckets[bucket].earliest = min(buckets[bucket].earliest, event.time)
        let end = Int(buckets[bucket].end)
        if end % size == 0 { return bucket }
        events[end] = event
        buckets[bucket].end = Int32(truncatingIfNeeded: end &+ 1)
        return nil
    }

    /// Gives a bucket the first free chunk, of which there is one, for an event.
    @inline(__always)
    private static func extend(
        _ bucket: Int, with event: Event, _ buckets: inout MutableSpan<Bucket>,
        _ events: inout MutableSpan<Event>, _ following: inout [Int32], _ free: inout Int32
    ) {
        let new = Int(free)
        free = following[new]
        following[Int(buckets[bucket].end) / size - 1] = Int32(truncatingIfNeeded: new)
        events[new &* size] = event
        buckets[bucket].end = Int32(truncatingIfNeeded: new &* size &+ 1)
    }

    mutating func pop() -> Event? {
        if index.isEmpty { return nil }
        let bucket = index.lowestBucket
        let event: Event
        let own = bucket &* Self.size
        let end = Int(buckets[bucket].end)
        if end == own &+ 1 {
            event = events[own]
            index.vacate(bucket)
        } else if end <= own &+ Self.size {
            // Chunks that are taken lie behind all that buckets own.
            event = Self.popEarliest(of: bucket, &buckets, &events)
        } else if bucket < RadixIndex.digits {
            event = popFirst(of: bucket)
        } else {
            event = spread(bucket)
        }
        last = event.time
        return event
    }

    /// The earliest event of a chunk, the first of equals; the others close ranks.
    @inline(__always)
    private static func popEarliest(
        of bucket: Int, _ buckets: inout [Bucket], _ events: inout [Event]
    ) -> Event {
        var events = events.mutableSpan
        let end = Int(buckets[bucket].end)
        var place = bucket &* size
        var time = events[place].time
        var second = Int64.max
        var here = place &+ 1
        while here < end {
            let other = events[here].time
            let isEarlier = other < time
            second = isEarlier ? time : min(second, other)
            place = isEarlier ? here : place
            time = isEarlier ? other : time
            here &+= 1
        }
        let event = events[place]
        here = place &+ 1
        while here < end {
            events[here &- 1] = events[here]
            here &+= 1
        }
        buckets[bucket].earliest = second
        buckets[bucket].end &-= 1
        return event
    }

    /// The first event of a chain of the lowest level: all in it have the same time.
    @inline(never)
    private mutating func popFirst(of bucket: Int) -> Event {
        let own = bucket * Self.size
        let begin = Int(buckets[bucket].begin)
        let event = events[own + begin]
        buckets[bucket].begin += 1
        guard begin + 1 == Self.size else { return event }
        // The next chunk moves to the bucket's own place.
        let next = Int(following[bucket])
        for place in 0..<Self.size { events[own + place] = events[next * Self.size + place] }
        buckets[bucket].begin = 0
        let left = Int(buckets[bucket].end) - next * Self.size
        if left > 0 && left <= Self.size { buckets[bucket].end = Int32(own + left) }
        following[bucket] = following[next]
        following[next] = free
        free = Int32(next)
        return event
    }

    /// Moves all of a bucket to lower levels.
    ///
    /// - Returns: its earliest event, taken out.
    @inline(never)
    private mutating func spread(_ bucket: Int) -> Event {
        // One is enough: a bucket takes a chunk for every eight events but its first, and each chunk
        // whose eight are moved is given back before the next.
        if free < 0 { grow(filler: events[bucket * Self.size]) }
        index.vacate(bucket)
        index.reference = buckets[bucket].earliest
        return Self.spread(bucket, &index, &buckets, &events, &following, &free)
    }

    @inline(__always)
    private static func spread(
        _ bucket: Int, _ index: inout RadixIndex, _ buckets: inout [Bucket],
        _ events: inout [Event], _ following: inout [Int32], _ free: inout Int32
    ) -> Event {
        var buckets = buckets.mutableSpan
        var events = events.mutableSpan
        let end = Int(buckets[bucket].end)
        var chunk = bucket
        var earliest = events[bucket &* size]
        var isFound = false
        while true {
            let isLast = (end &- 1) / size == chunk
            var here = chunk &* size
            let stop = isLast ? end : here &+ size
            while here < stop {
                let event = events[here]
                here &+= 1
                if !isFound && event.time == index.reference {
                    earliest = event
                    isFound = true
                } else if let full = place(event, &index, &buckets, &events) {
                    extend(full, with: event, &buckets, &events, &following, &free)
                }
            }
            let next = Int(following[chunk])
            if chunk != bucket {
                following[chunk] = free
                free = Int32(truncatingIfNeeded: chunk)
            }
            if isLast { return earliest }
            chunk = next
        }
    }

    /// Makes room for one chunk more than there are.
    @inline(never)
    private mutating func grow(filler: Event) {
        if buckets.isEmpty {
            buckets = [Bucket](repeating: Bucket(), count: RadixIndex.bucketCount)
            following = [Int32](repeating: -1, count: RadixIndex.bucketCount)
            events = [Event](repeating: filler, count: RadixIndex.bucketCount * Self.size)
        }
        events.append(contentsOf: repeatElement(filler, count: Self.size))
        following.append(free)
        free = Int32(following.count - 1)
    }
}

/// Something that happens at an instant.
protocol Timed: Sendable {
    /// Microseconds since the start of the run.
    var time: Int64 { get }
}
