/// A change in percent beside a limit, with so many digits that what is read says what was decided.
package enum ComparedPercent {
    /// Whole from 10 up, else with one decimal, and with more where the number would else read as the limit
    /// or lie on its other side.
    ///
    /// - Parameters:
    ///   - change: a fraction, such as 0.0504.
    ///   - limit: a fraction; nil: there is none.
    /// - Returns: a number in percent with its sign, such as 5.04.
    package static func number(_ change: Double, beside limit: Double?) -> Double {
        let percent = change * 100
        let fewest = (percent.magnitude * 10).rounded() / 10 >= 10 ? 0 : 1
        let usual = rounded(percent, fewest)
        guard let limit else { return usual }
        let bound = rounded(limit * 100, mostDigits)
        for digits in fewest...mostDigits {
            let shown = rounded(percent, digits)
            let saysSo =
                shown == bound
                ? rounded(percent, mostDigits) == bound : (shown > bound) == (percent > bound)
            if saysSo { return shown }
        }
        return rounded(percent, mostDigits)
    }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return (value * scale).rounded() / scale
    }

    /// Decimals of a percent: what differs by less is told as alike.
    private static let mostDigits = 9
}
