/// The chance that a length of a distribution is longer than some time: what `Sampler` draws, as a
/// formula.
package struct LengthTail: Sendable {
    private let form: Form

    private enum Form: Sendable {
        case step(at: Double)
        /// A phase's mean, how many, and the logarithm of the factorial of that.
        case phases(mean: Double, count: Int, logFactorial: Double)
        /// Mean and deviation of the logarithm.
        case lognormal(middle: Double, deviation: Double)
        case twoExponentials(chance: Double, first: Double, second: Double)
        case weibull(scale: Double, shape: Double)
        /// Ascending.
        case listed([Double])
    }

    package init(_ distribution: Distribution) {
        let mean = Double(max(distribution.mean.microseconds, 0))
        // Parameters as `Sampler` has them.
        let sampler = Sampler(distribution)
        form =
            switch distribution {
            case _ where mean == 0: .step(at: 0)
            case .deterministic: .step(at: mean)
            case .exponential: .phases(mean: mean, count: 1, logFactorial: 0)
            case .erlang:
                .phases(
                    mean: sampler.first, count: sampler.phases,
                    logFactorial: (1...sampler.phases).reduce(0) {
                        $0 + Elementary.log(Double($1))
                    })
            case .lognormal(_, let scv) where scv <= 0: .step(at: mean)
            case .lognormal: .lognormal(middle: sampler.first, deviation: sampler.second)
            case .hyperexponential:
                .twoExponentials(
                    chance: sampler.first, first: sampler.second, second: sampler.third)
            case .weibull: .weibull(scale: sampler.first, shape: 1 / sampler.second)
            case .empirical: .listed(sampler.lengths.sorted())
            }
    }

    /// - Parameter time: in microseconds.
    package func chance(above time: Double) -> Double {
        guard time >= 0 else { return 1 }
        switch form {
        case .step(let length): return time < length ? 1 : 0
        case .phases(let mean, 1, _): return Elementary.exp(-time / mean)
        case .phases(let mean, let count, let logFactorial):
            return Self.chance(ofFewerThan: count, meanwhile: time / mean, logFactorial)
        case .lognormal(let middle, let deviation):
            guard time > 0 else { return 1 }
            return NormalTail.chance(above: (Elementary.log(time) - middle) / deviation)
        case .twoExponentials(let chance, let first, let second):
            return chance * Elementary.exp(-time / first)
                + (1 - chance) * Elementary.exp(-time / second)
        case .weibull(let scale, let shape):
            return time > 0 ? Elementary.exp(-Elementary.power(time / scale, shape)) : 1
        case .listed(let lengths):
            return Double(Self.count(above: time, in: lengths)) / Double(lengths.count)
        }
    }

    /// The chance that a Poisson variable is below a count: so many phases are not over yet.
    ///
    /// The sum starts at its largest term, so that no part of it leaves the range of doubles.
    private static func chance(
        ofFewerThan count: Int, meanwhile mean: Double, _ logFactorial: Double
    ) -> Double {
        guard mean > 0 else { return 1 }
        let atCount = Double(count) * Elementary.log(mean) - mean - logFactorial
        guard mean < Double(count) else {
            // count - 1, count - 2, ... 0
            var term = Elementary.exp(atCount) * Double(count) / mean
            var sum = term
            for number in stride(from: count - 1, to: 0, by: -1) {
                term *= Double(number) / mean
                sum += term
            }
            return min(sum, 1)
        }
        var term = Elementary.exp(atCount)
        var sum = term
        var number = count
        while sum + term != sum {
            number += 1
            term *= mean / Double(number)
            sum += term
        }
        return max(0, 1 - sum)
    }

    private static func count(above time: Double, in lengths: [Double]) -> Int {
        var (low, high) = (0, lengths.count)
        while low < high {
            let middle = (low + high) / 2
            if lengths[middle] > time { high = middle } else { low = middle + 1 }
        }
        return lengths.count - low
    }
}
