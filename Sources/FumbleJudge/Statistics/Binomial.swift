import FumbleModel

/// Chances of counts: how often something happens in so many independent tries.
package enum Binomial {
    /// The chance of at most `count` in `tries`, each with a chance of one half.
    package static func halfTail(_ count: Int, of tries: Int) -> Double {
        guard count >= 0 else { return 0 }
        guard count < tries else { return 1 }
        var sum = 0.0
        for number in 0...count { sum += half(number, of: tries) }
        return min(sum, 1)
    }

    /// The chance of just so many.
    static func half(_ count: Int, of tries: Int) -> Double {
        Elementary.exp(LogFactorial.choose(count, of: tries) - Double(tries) * logOf2)
    }

    /// The exact two-sided sign test: the chance of a split as uneven as `few` of `tries`, or more,
    /// where both sides are as likely.
    package static func signTest(_ few: Int, of tries: Int) -> Double {
        guard tries > 0 else { return 1 }
        return min(1, 2 * halfTail(min(few, tries - few), of: tries))
    }

    private static let logOf2 = 0.693147180559945309417
}

/// Logarithms of factorials and of what is made of them.
package enum LogFactorial {
    /// ln n!, the sum of logarithms where it is short, else Stirling's series to the fifth power.
    package static func value(_ n: Int) -> Double {
        guard n > 1 else { return 0 }
        if n < shortest {
            var product = 1.0
            for factor in 2...n { product *= Double(factor) }
            return Elementary.log(product)
        }
        let x = Double(n)
        let inverse = 1 / x
        let square = inverse * inverse
        let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
        return (x + 0.5) * Elementary.log(x) - x + halfLogOfTau + series
    }

    /// ln of `total` over `count`.
    package static func choose(_ count: Int, of total: Int) -> Double {
        value(total) - value(count) - value(total - count)
    }

    /// Below this a factorial is exact to the last few digits as a double, and above it the series is.
    private static let shortest = 100
    /// ln(2 pi) / 2.
    private static let halfLogOfTau = 0.918938533204672741780
}

/// An interval for a median that asks nothing of the distribution: two values of the sample between
/// which the median lies, unless fewer than so many lie on one side of it.
///
/// The number of values below the median is binomial (Thompson 1936). A censored run counts with the
/// time for which it was watched at the lower end, and as infinite at the upper, so that the interval
/// holds whenever that of the true times would.
package enum MedianInterval {
    /// - Parameter risk: the chance that it misses; it may be less, as counts are whole.
    /// - Returns: nil: there are too few values for so small a risk.
    package static func of(
        _ observations: [KaplanMeier.Observation], risk: Double
    ) -> (lower: Double, upper: Double?)? {
        let count = observations.count
        // The largest depth d with 2 P(X < d) <= risk: ranks d and n - d + 1 are the ends.
        // The tail grows by one term each time: summed anew, thousands of values would take seconds.
        var depth = 0
        var tail = Binomial.half(0, of: count)
        while 2 * (depth + 1) <= count, 2 * tail <= risk {
            depth += 1
            tail += Binomial.half(depth, of: count)
        }
        guard depth > 0 else { return nil }
        let lower = observations.map(\.time).sorted()[depth - 1]
        let upper = observations.map { $0.isCensored ? .infinity : $0.time }.sorted()[count - depth]
        return (lower, upper.isFinite ? upper : nil)
    }
}
