/// The few functions that chance needs, made of additions, multiplications and divisions alone.
///
/// Every machine gives the same bits for them, which no C library promises for its own: the last
/// digit of a logarithm would else tell two builds apart. They are accurate to about one unit in the
/// last place (`FumbleModelTests` and the simulator's tests compare them with the C library).
@usableFromInline
package enum Elementary {
    /// The natural logarithm of a positive finite number.
    ///
    /// After fdlibm's `e_log.c` (Sun Microsystems 1993): `x = 2^k (1 + f)`, and a polynomial in
    /// `s = f / (2 + f)` of degree 14, its coefficients from Remez' algorithm.
    @inlinable
    package static func log(_ x: Double) -> Double {
        // A significand from 1 up to 2, and for those above the root of 2 from a half up to 1: one
        // bit of the pattern more in the exponent says which, without a branch.
        let scaled = x < .leastNormalMagnitude ? x * 0x1p54 : x
        let bits = scaled.bitPattern
        let shifted = (bits & 0x000F_FFFF_FFFF_FFFF) + 0x0009_5F64_8000_0000
        let carry = shifted & 0x0010_0000_0000_0000
        let significand = Double(
            bitPattern: (bits & 0x000F_FFFF_FFFF_FFFF) | (carry ^ 0x3FF0_0000_0000_0000))
        let power =
            Int64(bits >> 52) - 1_023 + Int64(carry >> 52) - (x < .leastNormalMagnitude ? 54 : 0)
        let exponent = Double(power)
        let f = significand - 1
        let s = f / (2 + f)
        let z = s * s
        let w = z * z
        let even =
            w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
        let odd =
            z
            * (0.6666666666666735130 + w
                * (0.2857142874366239149 + w
                    * (0.1818357216161805012 + w * 0.1479819860511658591)))
        let half = 0.5 * f * f
        let tail = s * (half + (even + odd)) + exponent * ln2Low
        return exponent * ln2High - ((half - tail) - f)
    }

    /// e to the power of `x`: 0 below about -745, infinite above about 709.
    ///
    /// After fdlibm's `e_exp.c` (Sun Microsystems 1993): `x = k ln 2 + r`, and a rational function
    /// of `r`.
    @inlinable
    package static func exp(_ x: Double) -> Double {
        if x > 709.782712893384 { return .infinity }
        if x < -745.1332191019411 { return 0 }
        let k = (x * 1.44269504088896338700).rounded()
        let high = x - k * ln2High
        let low = k * ln2Low
        let r = high - low
        let t = r * r
        let c =
            r - t
            * (1.66666666666666019037e-01 + t
                * (-2.77777777770155933842e-03 + t
                    * (6.61375632143793436117e-05 + t
                        * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))))
        let power = 1 - ((low - (r * c) / (2 - c)) - high)
        return Double(sign: .plus, exponent: Int(k), significand: power)
    }

    /// A positive number to a power.
    @inlinable
    package static func power(_ base: Double, _ exponent: Double) -> Double {
        exp(exponent * log(base))
    }

    /// Euler's gamma function of a number from 0.5 up, by Lanczos' approximation with g = 7 and nine
    /// terms (Godfrey 2001); infinite above about 171.
    package static func gamma(_ x: Double) -> Double {
        let terms = [
            676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
            12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
            1.5056327351493116e-7,
        ]
        var sum = 0.99999999999980993
        for (place, term) in terms.enumerated() { sum += term / (x + Double(place)) }
        let t = x + 6.5
        return squareRootOf2Pi * exp((x - 0.5) * log(t) - t) * sum
    }

    private static let squareRootOf2Pi = 2.5066282746310005
    /// ln 2 in two parts, the first with so few digits that its product with an exponent is exact.
    @inlinable static var ln2High: Double { 6.93147180369123816490e-01 }
    @inlinable static var ln2Low: Double { 1.90821492927058770002e-10 }
}
