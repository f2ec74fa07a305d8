import FumbleModel

/// Wilcoxon's signed-rank test (1945): whether paired differences lie about zero.
///
/// Differences of zero say nothing and are left out, as Wilcoxon had it. Up to `mostExact` pairs the
/// chance is exact, over all ways to deal the signs to the ranks as they are, shared ones included;
/// above it is normal with the variance that ties leave, and no correction for continuity.
package struct WilcoxonSignedRank: Sendable, Hashable {
    /// The sum of the ranks of positive differences.
    package let positive: Double
    package let negative: Double
    /// The pairs that differ.
    package let count: Int
    /// Two-sided: the chance of sums as uneven as these, or more, if there were no difference.
    package let chance: Double
    package let method: TestMethod

    package static let mostExact = 50

    package init(_ differences: [Double]) {
        let moved = differences.filter { $0 != 0 }
        let ranks = Ranks(moved.map(\.magnitude))
        let total = ranks.doubled.reduce(0, +)
        let up = zip(moved, ranks.doubled).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
        count = moved.count
        positive = Double(up) / 2
        negative = Double(total - up) / 2
        if moved.count <= Self.mostExact {
            method = .exact
            chance = Self.exact(min(up, total - up), ranks.doubled)
        } else {
            method = .normal
            let n = Double(moved.count)
            let variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.tieTerm / 48
            let z = (min(positive, negative) - n * (n + 1) / 4) / variance.squareRoot()
            chance = min(1, 2 * NormalTail.chance(above: -z))
        }
    }

    /// Twice the share of sign patterns in which the ranks that are positive add up to at most `sum`.
    private static func exact(_ sum: Int, _ ranks: [Int]) -> Double {
        guard !ranks.isEmpty else { return 1 }
        var ways = [Double](repeating: 0, count: ranks.reduce(0, +) + 1)
        ways[0] = 1
        var reach = 0
        // Halved at each rank, so that they are chances: exact, as each is a whole number over 2^n.
        for rank in ranks {
            let before = ways
            for place in 0...reach { ways[place] = before[place] / 2 }
            for place in 0...reach { ways[place + rank] += before[place] / 2 }
            reach += rank
        }
        return min(1, 2 * ways[0...sum].reduce(0, +))
    }
}
