/// A list of attempts that are linked through the attempts themselves: a queue, or what is at work.
struct AttemptList: Sendable {
    private(set) var first: Int32 = -1
    private(set) var last: Int32 = -1
    private(set) var count: Int32 = 0

    mutating func append(_ place: Int, in attempts: inout [Attempt]) {
        attempts[place].previous = last
        attempts[place].next = -1
        if last >= 0 { attempts[Int(last)].next = Int32(place) } else { first = Int32(place) }
        last = Int32(place)
        count += 1
    }

    mutating func prepend(_ place: Int, in attempts: inout [Attempt]) {
        attempts[place].previous = -1
        attempts[place].next = first
        if first >= 0 { attempts[Int(first)].previous = Int32(place) } else { last = Int32(place) }
        first = Int32(place)
        count += 1
    }

    mutating func remove(_ place: Int, in attempts: inout [Attempt]) {
        let next = attempts[place].next
        let previous = attempts[place].previous
        if previous >= 0 { attempts[Int(previous)].next = next } else { first = next }
        if next >= 0 { attempts[Int(next)].previous = previous } else { last = previous }
        attempts[place].next = -1
        attempts[place].previous = -1
        count -= 1
    }
}
