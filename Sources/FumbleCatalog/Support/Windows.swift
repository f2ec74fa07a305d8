package import FumbleModel

/// The windows in which everything is measured.
package enum Windows {
    package static let length = TimeSpan.seconds(10)

    /// How many of them a length of time holds; nil where it is no whole number of them.
    static func count(in span: TimeSpan) -> Int? {
        guard span >= length, span.microseconds % length.microseconds == 0 else { return nil }
        return Int(span.microseconds / length.microseconds)
    }
}
