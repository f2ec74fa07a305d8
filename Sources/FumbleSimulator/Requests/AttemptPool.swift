internal import FumbleModel

/// All attempts under way, each at a place that is used again when it is over.
struct AttemptPool: Sendable {
    var attempts: [Attempt] = []
    /// The first free place; each free place names the next; -1: none.
    private var free: Int32 = -1

    var most = TrafficGrain.mostUnderWay

    /// Takes a place.
    ///
    /// - Returns: nil: too many attempts are under way.
    mutating func take() -> Int? {
        if free >= 0 {
            let place = Int(free)
            free = attempts[place].next
            attempts[place].next = -1
            return place
        }
        guard attempts.count < most else { return nil }
        attempts.append(Attempt())
        return attempts.count - 1
    }

    /// Gives a place back; what still names the attempt by its place and id no longer finds it.
    mutating func give(_ place: Int) {
        attempts[place].state = .free
        attempts[place].id &+= 1
        attempts[place].next = free
        free = Int32(place)
    }
}
