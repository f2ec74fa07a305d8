package import FumbleModel
internal import Histogram

/// How long something took, many times: to three significant digits of a microsecond, at any length.
package struct LatencyHistogram: Sendable {
    private var histogram = Histogram<UInt32>(numberOfSignificantValueDigits: .three)

    package init() {}

    package var count: Int { Int(histogram.totalCount) }

    package var longest: TimeSpan {
        count == 0 ? .zero : TimeSpan(microseconds: Int64(histogram.max))
    }

    /// The length that the share of all is at or below; zero if there are none.
    ///
    /// - Parameter share: from 0 % to 100 %.
    package func quantile(_ share: Share) -> TimeSpan {
        guard count > 0 else { return .zero }
        return TimeSpan(
            microseconds: Int64(histogram.valueAtPercentile(share.fraction * 100)))
    }

    package var spread: LengthSpread {
        LengthSpread(
            count: count, p50: quantile(.percent(50)), p84: quantile(.percent(84)),
            p99: quantile(.percent(99)), longest: longest)
    }

    /// How many are of at least this length, to the histogram's digits.
    package func count(from length: TimeSpan) -> Int {
        let below = UInt64(max(length.microseconds - 1, 0))
        return count - Int(histogram.count(within: 0...below))
    }

    /// Each length there is, to the histogram's digits, and how many are of it.
    package func forEach(_ body: (TimeSpan, Int) -> Void) {
        for step in histogram.recordedValues() where step.count > 0 {
            let middle = histogram.medianEquivalentForValue(step.value)
            body(TimeSpan(microseconds: Int64(middle)), Int(step.count))
        }
    }

    package mutating func add(_ other: LatencyHistogram) {
        histogram.add(other.histogram)
    }

    /// - Parameter microseconds: below 0 it counts as 0.
    package mutating func record(microseconds: Int64) {
        histogram.record(UInt64(max(microseconds, 0)))
    }
}
