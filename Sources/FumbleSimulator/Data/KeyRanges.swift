/// Parts of the space of keys that do not overlap, each with when it was deleted.
///
/// Every subsystem has a space of its own, of 2^32 places: a key has the same place there always.
struct KeyRanges: Sendable {
    private(set) var ranges: [Range] = []

    struct Range: Sendable, Equatable {
        let lower: UInt64
        let upper: UInt64
        /// Microseconds since the start of the run.
        let deletedAt: Int64
        /// Whether a restore under way brings it back.
        var isReturning = false

        var length: UInt64 { upper - lower }
    }

    static let space: UInt64 = 1 << 32

    var isEmpty: Bool { ranges.isEmpty }

    /// Places in all ranges.
    var length: UInt64 { ranges.reduce(0) { $0 + $1.length } }

    /// The ranges that no restore brings back yet.
    var standing: [Range] { ranges.filter { !$0.isReturning } }

    /// A share of all there is.
    static func share(_ length: UInt64) -> Double { Double(length) / Double(space) }

    func contains(_ place: UInt64) -> Bool {
        ranges.contains { $0.lower <= place && place < $0.upper }
    }

    /// Takes a share of what no range covers, the lowest places first.
    ///
    /// - Returns: how many places were taken.
    mutating func delete(millionths: Int64, at time: Int64) -> UInt64 {
        let left = Self.space - length
        let parts = UInt64(min(max(millionths, 0), 1_000_000))
        // Both factors are below 2^33 and 2^20: the product fits.
        let wanted = (left * parts + 500_000) / 1_000_000
        var rest = wanted
        var place: UInt64 = 0
        var taken: [Range] = []
        for range in ranges + [Range(lower: Self.space, upper: Self.space, deletedAt: 0)] {
            let upper = min(range.lower, place + rest)
            if upper > place {
                taken.append(Range(lower: place, upper: upper, deletedAt: time))
                rest -= upper - place
            }
            place = range.upper
        }
        ranges = (ranges + taken).sorted { $0.lower < $1.lower }
        return wanted
    }

    mutating func beginReturn() {
        for place in ranges.indices { ranges[place].isReturning = true }
    }

    /// - Returns: the ranges that are back.
    mutating func endReturn() -> [Range] {
        let back = ranges.filter(\.isReturning)
        ranges.removeAll(where: \.isReturning)
        return back
    }
}
