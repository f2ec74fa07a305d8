internal import FumbleModel

/// How often servers boot in one start, where boots fail and begin again.
struct BootsInARow {
    /// The share of servers whose first so many boots have all failed: of none, of one, of two ...
    private let failed: [Double]

    /// - Parameters:
    ///   - starting: servers that start together.
    ///   - rest: how long the phases after the boot take, in boots.
    ///   - isRefilled: whether others take the places of those that are through, so that as many
    ///     start all along; else only those that still start make the crowd of a later boot.
    init(
        _ fails: FailingBoots, age: TimeSpan, starting: Int, rest: Double, isRefilled: Bool
    ) {
        var failed = [1.0]
        guard !fails.isNone else {
            self.failed = failed
            return
        }
        for boot in 0..<FailingBoots.mostBoots - 1 {
            let through = Int(max(0, (Double(boot) - rest).rounded(.down)))
            let left = isRefilled ? 1 : failed[min(through, boot)]
            let crowd = max(1, (Double(starting) * left).rounded())
            failed.append(failed[boot] * fails.share(age: age, starting: Int(crowd)))
        }
        self.failed = failed
    }

    /// Of a server on average: `1 / (1 - p)` where all boots fail alike.
    var mean: Double { failed.reduce(0, +) }

    /// Of the one of so many that boots most often: the sum of `1 - (1 - f)^n`.
    func ofSlowest(of count: Int) -> Double {
        failed.reduce(0) { boots, share in
            boots + (share < 1 ? 1 - Elementary.power(1 - share, Double(count)) : 1)
        }
    }
}
