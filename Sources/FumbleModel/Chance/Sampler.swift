/// Draws lengths of time from a distribution, in microseconds and fractions of them.
///
/// Nothing in it depends on the machine's mathematical library. Numbers drawn from a stream are used
/// up in the same order whatever they are: a deterministic length uses none, an Erlang one as many
/// as it has phases, a hyperexponential two, every other one.
@usableFromInline
package struct Sampler: Sendable {
    @usableFromInline let form: Form
    /// What the numbers mean depends on the form.
    @usableFromInline let first: Double
    @usableFromInline let second: Double
    @usableFromInline let third: Double
    @usableFromInline let phases: Int
    @usableFromInline let lengths: [Double]

    @usableFromInline
    enum Form: UInt8, Sendable {
        case deterministic, exponential, erlang, lognormal, hyperexponential, weibull, empirical
    }

    package init(_ distribution: Distribution) {
        let mean = Double(max(distribution.mean.microseconds, 0))
        switch distribution {
        case .deterministic: self.init(.deterministic, mean)
        case .exponential: self.init(.exponential, mean)
        case .erlang(_, let phases):
            let count = max(phases, 1)
            self.init(.erlang, mean / Double(count), phases: count)
        case .lognormal(_, let scv):
            // An scv of c gives a variance of the logarithm of ln(1 + c); its mean is then less by
            // half of that than the logarithm of the mean.
            let variance = Elementary.log(1 + max(scv, 0))
            let middle = Elementary.log(max(mean, .leastNormalMagnitude)) - variance / 2
            self.init(.lognormal, middle, variance.squareRoot())
        case .hyperexponential(_, let scv):
            // Balanced means: each of the two gives half of the mean (Whitt 1982).
            let chance = (1 + ((max(scv, 1) - 1) / (max(scv, 1) + 1)).squareRoot()) / 2
            self.init(.hyperexponential, chance, mean / (2 * chance), mean / (2 * (1 - chance)))
        case .weibull(_, let shape):
            let power = 1 / max(shape, Self.smallestShape)
            self.init(.weibull, mean / Elementary.gamma(1 + power), power)
        case .empirical(let lengths):
            self.init(.empirical, mean, lengths: lengths.map { Double($0.microseconds) })
        }
    }

    /// - Parameter mean: in microseconds; it need not be a whole number.
    package init(exponentialWithMean mean: Double) { self.init(.exponential, mean) }

    private init(
        _ form: Form, _ first: Double, _ second: Double = 0, _ third: Double = 0, phases: Int = 1,
        lengths: [Double] = []
    ) {
        self.form = form
        self.first = first
        self.second = second
        self.third = third
        self.phases = phases
        self.lengths = lengths
    }

    /// Weibull shapes below this have no mean that a double can hold.
    private static let smallestShape = 0.01

    @inlinable var isExponential: Bool { form == .exponential }

    /// A length in microseconds, not negative.
    @inlinable
    package func draw(using stream: inout RandomStream) -> Double {
        switch form {
        case .deterministic: first
        case .exponential: first * -Elementary.log(stream.unitAboveZero())
        default: drawRare(using: &stream)
        }
    }

    @usableFromInline
    func drawRare(using stream: inout RandomStream) -> Double {
        switch form {
        case .deterministic: return first
        case .exponential: return first * -Elementary.log(stream.unitAboveZero())
        case .erlang: return first * drawPhases(using: &stream)
        case .lognormal:
            let normal = NormalQuantile.value(at: stream.unitBetween())
            return Elementary.exp(first + second * normal)
        case .hyperexponential:
            let mean = stream.unit() < first ? second : third
            return mean * -Elementary.log(stream.unitAboveZero())
        case .weibull:
            let exponential = -Elementary.log(stream.unitAboveZero())
            return exponential > 0 ? first * Elementary.power(exponential, second) : 0
        case .empirical:
            return lengths.isEmpty ? 0 : lengths[stream.below(lengths.count)]
        }
    }

    /// The sum of standard exponentials: the logarithm of a product of uniforms, taken before the
    /// product can leave the range of doubles.
    private func drawPhases(using stream: inout RandomStream) -> Double {
        var sum = 0.0
        var product = 1.0
        for phase in 1...phases {
            product *= stream.unitAboveZero()
            if phase.isMultiple(of: Self.phasesAtOnce) {
                sum -= Elementary.log(product)
                product = 1
            }
        }
        return sum - Elementary.log(product)
    }

    /// Uniforms are at least 2^-53, and doubles go down to 2^-1022.
    private static let phasesAtOnce = 16
}
