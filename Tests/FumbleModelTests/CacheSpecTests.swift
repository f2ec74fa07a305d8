import FumbleModel
import Testing

/// How a memory fills, against the equation that it comes from.
@Suite struct CacheSpecTests {
    private static let hits: [Share] = [.percent(40), .percent(95), .percent(99.999), .whole]

    private static func cache(_ hits: Share) -> CacheSpec {
        CacheSpec(protects: SubsystemID(1), hits: hits, warmsOver: 1_000)
    }

    @Test(arguments: hits)
    func theFormulaSolvesItsEquation(_ hits: Share) {
        let cache = Self.cache(hits)
        // df = (1 - h(f)) d(asked), by the middle of 100,000 small steps.
        var fills = 0.0
        let step = 0.1
        for _ in 0..<100_000 {
            let middle = fills + (1 - cache.hitRatio(fills: fills)) * step / 2
            fills += (1 - cache.hitRatio(fills: middle)) * step
        }
        let solved = cache.fills(after: 0, asked: 10_000)
        #expect((solved - fills).magnitude < 1e-6 * fills)
    }

    @Test(arguments: hits)
    func twoStretchesAreOne(_ hits: Share) {
        let cache = Self.cache(hits)
        let whole = cache.fills(after: 0, asked: 5_000)
        let parts = cache.fills(after: cache.fills(after: 0, asked: 1_234), asked: 3_766)
        #expect((whole - parts).magnitude < 1e-9 * whole)
    }

    @Test func emptyAndFullAreTheEnds() {
        let cache = Self.cache(.percent(95))
        #expect(cache.hitRatio(fills: 0) == 0)
        #expect(cache.hitRatio(fills: CacheSpec.full) == 0.95)
        #expect((cache.hitRatio(fills: 1_000) / 0.95 - 0.632_120_558_828_557_7).magnitude < 1e-12)
        #expect(cache.fills(after: 0, asked: 1e12) == CacheSpec.full)
        #expect(cache.fills(after: 7, asked: 0) == 7)
    }
}
