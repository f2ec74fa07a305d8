/// Arithmetic on instants in microseconds that stops far away instead of overflowing.
///
/// A file may say `restart-age: 200000y`. Nothing of a run comes near the horizon, so that reaching
/// it means "never"; a trap would end the run for an input that only is silly.
enum Horizon {
    /// 2^61 us, about 73,000 years: two of them can still be added.
    static let farAway: Int64 = 1 << 61

    static func sum(_ instant: Int64, _ span: Int64) -> Int64 {
        let (sum, overflow) = instant.addingReportingOverflow(span)
        if overflow { return span < 0 ? -farAway : farAway }
        return min(max(sum, -farAway), farAway)
    }

    static func difference(_ later: Int64, _ earlier: Int64) -> Int64 {
        let (difference, overflow) = later.subtractingReportingOverflow(earlier)
        if overflow { return earlier < 0 ? farAway : -farAway }
        return min(max(difference, -farAway), farAway)
    }

    /// `span * count / per`, rounded to the nearest microsecond; `per` is at least 1.
    static func scaled(_ span: Int64, by count: Int, per: Int) -> Int64 {
        let (product, overflow) = span.multipliedReportingOverflow(by: Int64(count))
        if overflow { return farAway }
        return sum(product, Int64(per / 2)) / Int64(per)
    }

    /// The first whole microsecond not before so many seconds; dust of a nanosecond is forgiven.
    static func microseconds(after seconds: Double) -> Int64 {
        let microseconds = (seconds * 1_000_000 - 0.001).rounded(.up)
        return microseconds < Double(farAway) ? Int64(max(microseconds, 0)) : farAway
    }

    /// The nearest whole number of microseconds.
    static func microseconds(_ length: Double) -> Int64 {
        let rounded = length.rounded()
        return rounded < Double(farAway) ? Int64(max(rounded, 0)) : farAway
    }
}
