/// The integral over time of a rate that is constant between changes.
///
/// It adds up only when the rate truly changes, so that a rate which held for a whole window gives
/// exactly rate times length, and two rates that are always equal have equal integrals.
struct Integral: Sendable {
    private var rate = 0.0
    private var since: Int64 = 0
    private var sum = 0.0

    mutating func set(_ rate: Double, at time: Int64) {
        if rate == self.rate { return }
        sum += self.rate * Self.seconds(from: since, to: time)
        since = time
        self.rate = rate
    }

    /// Gives what came together since it was last taken.
    mutating func take(at time: Int64) -> Double {
        let total = sum + rate * Self.seconds(from: since, to: time)
        sum = 0
        since = time
        return total
    }

    static func seconds(from start: Int64, to end: Int64) -> Double {
        Double(end - start) / 1_000_000
    }
}
