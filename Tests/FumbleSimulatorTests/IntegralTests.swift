import Testing

@testable import FumbleSimulator

/// Sums over time.
@Suite struct IntegralTests {
    @Test func aRateThatHoldsAddsUpExactly() {
        var integral = Integral()
        for step in 0..<1_000 { integral.set(0.1, at: Int64(step) * 7_001) }
        #expect(integral.take(at: 10_000_000) == 1)
        #expect(integral.take(at: 30_000_000) == 2)
    }

    @Test func everyPieceCounts() {
        var integral = Integral()
        integral.set(4, at: 1_000_000)
        integral.set(16, at: 3_000_000)
        #expect(integral.take(at: 3_500_000) == 16)
        integral.set(0, at: 4_000_000)
        #expect(integral.take(at: 9_000_000) == 8)
    }
}
