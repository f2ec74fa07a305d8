import Foundation
import FumbleModel
import Testing

/// Chance without the C library, held against the C library.
@Suite struct ChanceTests {
    @Test func logarithmsAreThoseOfTheLibrary() {
        var stream = RandomStream(seed: 1, name: "numbers")
        for _ in 0..<20_000 {
            let unit = stream.unitAboveZero()
            let wide = Double(bitPattern: stream.next() >> 12 | stream.next() % 2_046 << 52)
            for x in [unit, 1 + unit / 1_000, wide] where x > 0 {
                let error = (Elementary.log(x) - log(x)).magnitude
                #expect(error <= 4e-16 * max(log(x).magnitude, .leastNormalMagnitude), "\(x)")
            }
        }
        #expect(Elementary.log(1) == 0)
        #expect(Elementary.log(.leastNonzeroMagnitude).isNear(-744.4400719213812, within: 1e-15))
    }

    @Test func powersAndGammasAreThoseOfTheLibrary() {
        var stream = RandomStream(seed: 2, name: "numbers")
        for _ in 0..<20_000 {
            let x = (stream.unit() - 0.5) * 1_400
            #expect(Elementary.exp(x).isNear(exp(x), within: 1e-15), "\(x)")
            let base = stream.unitAboveZero() * 50
            let exponent = stream.unit() * 6
            #expect(Elementary.power(base, exponent).isNear(pow(base, exponent), within: 1e-13))
            let argument = 0.5 + stream.unit() * 100
            #expect(Elementary.gamma(argument).isNear(tgamma(argument), within: 1e-12))
        }
        #expect(Elementary.exp(1_000) == .infinity)
        #expect(Elementary.exp(-1_000) == 0)
    }

    @Test func normalQuantilesUndoTheErrorFunction() {
        for probability in [1e-12, 1e-6, 0.01, 0.2, 0.5, 0.8, 0.975, 0.9999] {
            let value = NormalQuantile.value(at: probability)
            #expect((erfc(-value / 2.0.squareRoot()) / 2).isNear(probability, within: 1e-12))
        }
    }

    @Test(arguments: [
        (Distribution.deterministic(.seconds(1)), 0.0), (.exponential(mean: .seconds(1)), 1),
        (.erlang(mean: .seconds(1), phases: 40), 1.0 / 40),
        (.lognormal(mean: .seconds(1), scv: 2), 2),
        (.hyperexponential(mean: .seconds(1), scv: 4), 4),
        (.weibull(mean: .seconds(1), shape: 1.5), 0.460964),
        (.empirical([.milliseconds(500), .milliseconds(1_500)]), 0.25),
    ])
    func meansAndVariancesAreAsAskedFor(_ distribution: Distribution, _ scv: Double) {
        var draws = LengthDraws(Sampler(distribution), seed: 5, name: "lengths")
        var sum = 0.0
        var squares = 0.0
        let count = 200_000
        for _ in 0..<count {
            let length = Double(draws.next()) / 1_000_000
            sum += length
            squares += length * length
        }
        let mean = sum / Double(count)
        #expect(mean.isNear(1, within: 0.015))
        #expect((squares / Double(count) - mean * mean - scv).magnitude < 0.03 + 0.06 * scv)
    }

    /// Rounding down alone would lose half a microsecond of each.
    @Test func lengthsOfAMicrosecondKeepTheirMean() {
        let sampler = Sampler(exponentialWithMean: 1.5)
        var stream = RandomStream(seed: 3, name: "short")
        var draws = LengthDraws(sampler, seed: 3, name: "short")
        var exact = 0.0
        var rounded: Int64 = 0
        for _ in 0..<10_000 {
            exact += sampler.draw(using: &stream)
            rounded += draws.next()
        }
        #expect((exact - Double(rounded)).magnitude <= 1.001)
    }
}
