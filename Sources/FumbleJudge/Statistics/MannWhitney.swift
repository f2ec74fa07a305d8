import FumbleModel

/// The test of Mann and Whitney (1947): whether values of one sample tend to be larger than those of
/// another, where nothing pairs them.
///
/// Where both together are at most `mostExact` the chance is exact, over all ways to deal the ranks
/// as they are to the two; above it is normal with the variance that ties leave and a correction for
/// continuity.
package struct MannWhitney: Sendable, Hashable {
    /// Pairs in which the first is larger, those that are alike counted half.
    package let first: Double
    /// Two-sided.
    package let chance: Double
    package let method: TestMethod

    package static let mostExact = 30

    package init(_ one: [Double], _ other: [Double]) {
        let ranks = Ranks(one + other)
        let (m, n) = (one.count, other.count)
        let sum = ranks.doubled.prefix(m).reduce(0, +)
        let doubledFirst = sum - m * (m + 1)
        first = Double(doubledFirst) / 2
        guard m > 0, n > 0 else {
            method = .exact
            chance = 1
            return
        }
        if m + n <= Self.mostExact {
            method = .exact
            chance = Self.exact(sum, of: m, ranks.doubled)
        } else {
            method = .normal
            let all = Double(m + n)
            let product = Double(m) * Double(n)
            let variance = product / 12 * (all + 1 - ranks.tieTerm / (all * (all - 1)))
            let larger = max(first, product - first)
            let z = (larger - product / 2 - 0.5) / variance.squareRoot()
            chance = variance > 0 ? min(1, 2 * NormalTail.chance(above: z)) : 1
        }
    }

    /// Twice the share of choices of `count` ranks whose sum is as far out as `sum`, or farther.
    private static func exact(_ sum: Int, of count: Int, _ ranks: [Int]) -> Double {
        let most = ranks.reduce(0, +)
        var ways = [[Double]](
            repeating: [Double](repeating: 0, count: most + 1), count: count + 1)
        ways[0][0] = 1
        for rank in ranks {
            for chosen in stride(from: count, to: 0, by: -1) {
                for place in stride(from: most, through: rank, by: -1) {
                    ways[chosen][place] += ways[chosen - 1][place - rank]
                }
            }
        }
        let all = ways[count].reduce(0, +)
        let below = ways[count][0...sum].reduce(0, +) / all
        let above = ways[count][sum...].reduce(0, +) / all
        return min(1, 2 * min(below, above))
    }
}
