import FumbleModel

/// Intervals by resampling (Efron 1979): the middle 95 % of what the mean would have been had other
/// runs of the same sort been drawn. The draws are fixed, so that the answer is always the same.
///
/// With few runs it is too narrow: below `enough` of them it must be said.
package enum Bootstrap {
    package static let enough = 30
    private static let resamples = 9_999
    private static let seed: UInt64 = 20_170_228

    /// The interval of the mean of paired values.
    ///
    /// - Parameter name: that of the stream of random numbers.
    package static func mean(of values: [Double], name: String) -> ClosedRange<Double>? {
        guard !values.isEmpty else { return nil }
        var stream = RandomStream(seed: seed, name: name)
        return interval { draw(values, &stream) }
    }

    /// The interval of the difference of the means of two samples that nothing pairs.
    package static func difference(
        of one: [Double], less other: [Double], name: String
    ) -> ClosedRange<Double>? {
        guard !one.isEmpty, !other.isEmpty else { return nil }
        var stream = RandomStream(seed: seed, name: name)
        return interval { draw(one, &stream) - draw(other, &stream) }
    }

    private static func draw(_ values: [Double], _ stream: inout RandomStream) -> Double {
        var sum = 0.0
        for _ in values.indices { sum += values[stream.below(values.count)] }
        return sum / Double(values.count)
    }

    private static func interval(_ draw: () -> Double) -> ClosedRange<Double> {
        var means: [Double] = []
        means.reserveCapacity(resamples)
        for _ in 0..<resamples { means.append(draw()) }
        means.sort()
        // Ranks 250 and 9,750 of 9,999: one in forty lies beyond each.
        let cut = (resamples + 1) / 40
        return means[cut - 1]...means[resamples - cut]
    }
}
