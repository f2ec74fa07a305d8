internal import FumbleDocument
package import FumbleModel

/// The windows in which everything is measured.
package enum Windows {
    package static let length = TimeSpan.seconds(10)

    /// How many of them a length of time holds; nil where it is no whole number of them.
    static func count(in span: TimeSpan) -> Int? {
        guard span >= length, span.microseconds % length.microseconds == 0 else { return nil }
        return Int(span.microseconds / length.microseconds)
    }

    /// A length of time in whole windows, as how many of them it holds.
    static let stretch = Shape<TimeSpan>.duration(in: length...TimeSpan.hours(1))
        .checked { span in
            guard count(in: span) == nil else { return nil }
            return ScalarMistake(
                .outOfRange, "is \(span), which is no whole number of windows of \(length)",
                help: "make it a multiple of \(length)")
        }
        .map { count(in: $0) ?? 1 }
}
