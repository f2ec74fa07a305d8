internal import FumbleModel

/// A fraction as people read it: `99.9%`, and never 100 % for what is less.
enum Percentage {
    static func text(_ fraction: Double) -> String {
        let thousandths = (fraction * 100_000).rounded(.down)
        return PlainNumber.text(thousandths / 1_000) + "%"
    }
}

/// How many windows of 10 s a probe looks at.
enum WindowCount {
    private static let length = TimeSpan.seconds(10)

    /// A length of time in whole windows, rounded up; at least one.
    static func windows(in span: TimeSpan) -> Int {
        let whole = (span.microseconds + length.microseconds - 1) / length.microseconds
        return max(1, Int(whole))
    }
}
