/// The chance that a standard normal variable lies above a number: `NormalQuantile` the other way.
///
/// The series of Marsaglia (2004, Journal of Statistical Software 11/4) near the middle, and Laplace's
/// continued fraction in the tails; accurate to about one part in 10^12.
package enum NormalTail {
    package static func chance(above number: Double) -> Double {
        let size = number.magnitude
        let density = Elementary.exp(-size * size / 2) / squareRootOf2Pi
        let tail = size < tails ? 0.5 - density * series(size) : density / fraction(size)
        return number < 0 ? 1 - tail : tail
    }

    /// From here on the continued fraction converges fast.
    private static let tails = 3.0
    private static let squareRootOf2Pi = 2.5066282746310005
    /// Terms of the series at its far end, and of the fraction at its near one, beyond which nothing
    /// changes.
    private static let mostTerms = 120

    /// `z + z^3 / 3 + z^5 / (3 5) + ...`
    private static func series(_ z: Double) -> Double {
        var (sum, term) = (z, z)
        for place in 1...mostTerms {
            term *= z * z / Double(2 * place + 1)
            guard sum + term != sum else { break }
            sum += term
        }
        return sum
    }

    /// `z + 1 / (z + 2 / (z + 3 / (z + ...)))`
    private static func fraction(_ z: Double) -> Double {
        var rest = z
        for place in (1...mostTerms).reversed() { rest = z + Double(place) / rest }
        return rest
    }
}
