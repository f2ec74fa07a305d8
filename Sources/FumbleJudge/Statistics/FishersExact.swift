import FumbleModel

/// Fisher's exact test of a table of two rows and two columns, two-sided: the chance of all tables
/// with the same sums that are at most as likely as this one.
package enum FishersExact {
    /// - Parameters: how many of each of two groups had something, and how many had not.
    package static func chance(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
        let (row, column, all) = (a + b, a + c, a + b + c + d)
        guard row > 0, column > 0, row < all, column < all else { return 1 }
        func likelihood(_ count: Int) -> Double {
            LogFactorial.choose(count, of: column)
                + LogFactorial.choose(row - count, of: all - column)
                - LogFactorial.choose(row, of: all)
        }
        let least = max(0, row + column - all)
        let most = min(row, column)
        let own = likelihood(a)
        var sum = 0.0
        for count in least...most where likelihood(count) <= own + slack {
            sum += Elementary.exp(likelihood(count))
        }
        return min(1, sum)
    }

    /// Tables this little more likely are as likely: what rounding may do to a logarithm.
    private static let slack = 1e-7
}
