package import FumbleModel

/// Lengths of time that were measured: how many, their mean and how they spread.
package struct LengthSample: Sendable, Hashable {
    package let count: Int
    package let mean: TimeSpan
    /// Of the sample, over `count - 1`; nothing for a single length.
    package let standardDeviation: TimeSpan

    package init(count: Int, mean: TimeSpan, standardDeviation: TimeSpan) {
        self.count = count
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    /// - Returns: nil where nothing was measured.
    init?(of lengths: [TimeSpan]) {
        guard !lengths.isEmpty else { return nil }
        let values = lengths.map { Double($0.microseconds) }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let variance = values.count > 1 ? squares / Double(values.count - 1) : 0
        self.init(
            count: values.count, mean: Self.span(mean),
            standardDeviation: Self.span(variance.squareRoot()))
    }

    /// One after the other, each independent of the other.
    static func + (left: LengthSample, right: LengthSample) -> LengthSample {
        let (first, second) = (left.standardDeviation.seconds, right.standardDeviation.seconds)
        let spread = (first * first + second * second).squareRoot()
        return LengthSample(
            count: min(left.count, right.count), mean: left.mean + right.mean,
            standardDeviation: span(spread * 1_000_000))
    }

    private static func span(_ microseconds: Double) -> TimeSpan {
        TimeSpan(microseconds: Int64(microseconds.rounded()))
    }
}
