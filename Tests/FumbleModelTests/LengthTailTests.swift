import Foundation
import FumbleModel
import Testing

/// Chances by formula: against the C library, and against what is drawn.
@Suite struct LengthTailTests {
    @Test func normalTailsAreAsTheLibraryHasThem() {
        for step in -80...380 {
            let number = Double(step) / 10
            let library = erfc(number / 2.0.squareRoot()) / 2
            let apart = (NormalTail.chance(above: number) - library).magnitude
            #expect(apart <= 1e-11 * library + 1e-300, "\(number)")
        }
        #expect(NormalTail.chance(above: .infinity) == 0)
    }

    private static let mean = TimeSpan.seconds(90)

    @Test(arguments: [
        Distribution.deterministic(mean), .exponential(mean: mean), .erlang(mean: mean, phases: 3),
        .erlang(mean: mean, phases: 1_000), .lognormal(mean: mean, scv: 4),
        .lognormal(mean: mean, scv: 0), .hyperexponential(mean: mean, scv: 9),
        .weibull(mean: mean, shape: 0.5), .weibull(mean: mean, shape: 3),
        .empirical([.seconds(5), .seconds(1), .seconds(60)]),
    ])
    func aShareOfTheLengthsDrawnIsLonger(_ distribution: Distribution) {
        let (tail, sampler) = (LengthTail(distribution), Sampler(distribution))
        var stream = RandomStream(seed: 1, name: "tail")
        let drawn = (0..<20_000).map { _ in sampler.draw(using: &stream) }
        for factor in [0, 0.01, 0.3, 0.9, 1, 1.1, 2, 5] {
            let time = Double(Self.mean.microseconds) * factor
            let chance = tail.chance(above: time)
            let share = Double(drawn.count { $0 > time }) / Double(drawn.count)
            let error = (chance * (1 - chance) / Double(drawn.count)).squareRoot()
            #expect((chance - share).magnitude <= 4 * error + 1e-9, "\(factor): \(share)")
        }
        #expect(tail.chance(above: -1) == 1)
        #expect(tail.chance(above: 1e300) == 0)
    }

    /// No term leaves the range of doubles, however many phases there are.
    @Test func manyPhasesAreSummedFromTheLargestTerm() {
        let tail = LengthTail(.erlang(mean: .seconds(1_000), phases: 1_000))
        // A Poisson variable of mean n is below n with a chance of about 1/2 - 1 / (3 root(2 pi n)).
        let middle = 0.5 - 1 / (3 * (2 * Double.pi * 1_000).squareRoot())
        #expect((tail.chance(above: 1e9) - middle).magnitude < 1e-5)
        #expect(tail.chance(above: 1) == 1)
        #expect(tail.chance(above: 1e8) == 1)
        #expect((0...1e-300).contains(tail.chance(above: 3e9)))
    }
}
