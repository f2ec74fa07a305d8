import Foundation
import FumbleModel
import Testing

/// How boots fail with age and in a crowd, and how states grow, worked out by hand.
@Suite struct FailingBootsTests {
    private static let aging = FailingBoots(fresh: .percent(0.5), stale: .percent(10))

    @Test(arguments: [0.0, 30, 180, 365, 1_460])
    func oldServersFailMoreOften(days: Double) {
        let age = TimeSpan(microseconds: Int64(days * 86_400e6))
        let expected = 0.005 + 0.095 * (1 - exp(-days / 180))
        let share = Self.aging.share(age: age, starting: 1)
        #expect((share - expected).magnitude < 1e-12)
    }

    @Test func aCrowdAddsItsOwnFailures() {
        let crowd = FailingBoots(
            fresh: .percent(10), herd: FailingBoots.Herd(above: 40, adds: .percent(20)))
        #expect(crowd.share(age: .years(9), starting: 40) == 0.1)
        // Of 80 the half above 40 is too many: 20 % of one half, beside the 10 %.
        #expect((crowd.share(age: .zero, starting: 80) - (1 - 0.9 * 0.9)).magnitude < 1e-12)
        #expect((crowd.share(age: .zero, starting: 4_000_000) - 0.28).magnitude < 1e-5)
    }

    @Test func withoutAgeAndCrowdTheShareStays() {
        let share = FailingBoots(fresh: .percent(25))
        #expect(share.share(age: .years(9), starting: 1_000_000) == 0.25)
        #expect(FailingBoots.none.isNone && !share.isNone && !Self.aging.isNone)
        #expect(!FailingBoots(fresh: .none, stale: .percent(1)).isNone)
    }

    @Test func growthIsCompounded() {
        let growth = Growth(perYear: .percent(60))
        #expect((growth.factor(over: .years(4)) - 6.5536).magnitude < 1e-12)
        #expect(growth.factor(over: .zero) == 1)
        let half = growth.factor(over: TimeSpan(microseconds: TimeSpan.years(1).microseconds / 2))
        #expect((half - 1.6.squareRoot()).magnitude < 1e-12)
    }

    @Test func aLaterStateHasGrownAndIsOlder() throws {
        let state = StateSpec(
            size: ByteCount(bytes: 1_000), objects: 50, growth: Growth(perYear: .percent(60)),
            rehearsed: .years(1), log: ByteRate(bytesPerSecond: 3), copies: 5)
        let later = try #require(state.later(by: .years(2)))
        #expect(later.size == ByteCount(bytes: 2_560))
        #expect(later.objects == 128)
        #expect(later.rehearsed == .years(3))
        #expect(later.log == state.log)
        #expect(state.later(by: .years(900)) == nil)
    }

    @Test func whatDoesNotGrowKeepsEveryByte() {
        let state = StateSpec(
            size: ByteCount(bytes: .max - 1), objects: .max - 1, growth: nil, rehearsed: nil,
            log: nil, copies: nil)
        #expect(state.later(by: .years(2)) == state)
    }
}
