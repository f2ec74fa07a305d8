internal import FumbleModel

/// How long answered intents took in one window, told apart to 3 %.
///
/// Buckets are 32 to each doubling of a microsecond, so that one more costs a shift and an addition; a
/// quantile is the upper end of its bucket, and never more than the longest.
struct LatencyTally {
    private var counts: [UInt32]
    private var count = 0
    private var longest: Int64 = 0

    private static let digits = 5
    private static let perDoubling = 1 << digits
    private static let buckets = perDoubling * (Int64.bitWidth - digits)

    init() {
        counts = [UInt32](repeating: 0, count: Self.buckets)
    }

    mutating func add(_ microseconds: Int64) {
        counts[Self.bucket(of: max(microseconds, 0))] += 1
        count += 1
        longest = max(longest, microseconds)
    }

    /// - Returns: what was added since this was last taken; nil: nothing was.
    mutating func take() -> LengthSpread? {
        guard count > 0 else { return nil }
        let spread = LengthSpread(
            count: count, p50: quantile(.percent(50)), p99: quantile(.percent(99)),
            longest: TimeSpan(microseconds: longest))
        for place in counts.indices { counts[place] = 0 }
        count = 0
        longest = 0
        return spread
    }

    private func quantile(_ share: Share) -> TimeSpan {
        var left = max(share.rounded(up: count), 1)
        for (place, number) in counts.enumerated() {
            left -= Int(number)
            if left <= 0 { return TimeSpan(microseconds: min(Self.end(of: place), longest)) }
        }
        return TimeSpan(microseconds: longest)
    }

    /// The first doubling counts by ones.
    private static func bucket(of value: Int64) -> Int {
        guard value >= perDoubling else { return Int(value) }
        let shift = Int64.bitWidth - 1 - value.leadingZeroBitCount - digits
        return shift * perDoubling + Int(value >> Int64(shift))
    }

    /// The greatest value of a bucket.
    private static func end(of bucket: Int) -> Int64 {
        guard bucket >= 2 * perDoubling else { return Int64(bucket) }
        let shift = bucket / perDoubling - 1
        return (Int64(bucket - shift * perDoubling + 1) << Int64(shift)) - 1
    }
}
