import FumbleModel

/// Where a series of values, some of them only known to be longer, moved to another level.
///
/// The statistic is Pettitt's (1979, "A non-parametric approach to the change-point problem", Applied
/// Statistics 28): `K = max |U(t)|`, where `U(t)` counts, over all pairs of one of the first `t`
/// values and one of the rest, those that rose less those that fell. A pair of which censoring hides
/// the order counts for neither (Gehan 1965), so that `U(t)` is a sum of one score a value. The chance
/// of a `K` so large if the order meant nothing comes from fixed random orders; a split that is found
/// is looked at again on both of its sides (binary segmentation, Scott and Knott 1974).
package struct ChangePoints: Sendable, Hashable {
    /// In the order of the series.
    package let changes: [Change]

    package struct Change: Sendable, Hashable {
        /// The first value of the new level.
        package let place: Int
        /// Pettitt's `K` among the values that were looked at.
        package let statistic: Int
        /// Of so large a `K` by chance.
        package let chance: Double
    }

    /// Values on either side of a change: fewer say nothing about a level.
    package static let leastLength = 5
    /// A change is told if its chance is at most this.
    package static let mostChance = 0.01
    package static let orders = 9_999
    private static let seed: UInt64 = 20_170_228

    package init(_ values: [KaplanMeier.Observation]) {
        var found: [Change] = []
        var open = [values.indices]
        while let range = open.popLast() {
            guard let change = Self.change(in: range, of: values) else { continue }
            found.append(change)
            open += [range.lowerBound..<change.place, change.place..<range.upperBound]
        }
        changes = found.sorted { $0.place < $1.place }
    }

    private static func change(
        in range: Range<Int>, of values: [KaplanMeier.Observation]
    ) -> Change? {
        guard range.count >= 2 * leastLength else { return nil }
        let scores = scores(of: Array(values[range]))
        let best = most(of: scores)
        guard best.statistic > 0 else { return nil }
        var stream = RandomStream(
            seed: seed, name: "change \(range.lowerBound) \(range.upperBound)")
        var reached = 1
        for _ in 0..<orders {
            if most(of: stream.shuffled(scores)).statistic >= best.statistic { reached += 1 }
            if chance(reached) > mostChance { return nil }
        }
        return Change(
            place: range.lowerBound + best.length, statistic: best.statistic,
            chance: chance(reached))
    }

    private static func chance(_ reached: Int) -> Double { Double(reached) / Double(orders + 1) }

    /// The largest `|U(t)|`, and the first `t` that has it, both sides being long enough.
    static func most(of scores: [Int]) -> (length: Int, statistic: Int) {
        var sum = 0
        var best = (length: 0, statistic: 0)
        for place in 0..<(scores.count - leastLength) {
            sum += scores[place]
            if place + 1 >= leastLength, abs(sum) > best.statistic { best = (place + 1, abs(sum)) }
        }
        return best
    }

    /// Of each value, how many are surely longer less how many are surely shorter.
    static func scores(of values: [KaplanMeier.Observation]) -> [Int] {
        let reached = values.filter { !$0.isCensored }.map(\.time).sorted()
        let watched = values.filter(\.isCensored).map(\.time).sorted()
        return values.map { value in
            if value.isCensored { return -count(of: reached, upTo: value.time, orAt: true) }
            let longer =
                reached.count - count(of: reached, upTo: value.time, orAt: true)
                + watched.count - count(of: watched, upTo: value.time, orAt: false)
            return longer - count(of: reached, upTo: value.time, orAt: false)
        }
    }

    /// How many of sorted numbers are below a limit, or at it.
    private static func count(
        of sorted: [Double], upTo limit: Double, orAt isWithLimit: Bool
    ) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < limit || (isWithLimit && sorted[middle] == limit) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
