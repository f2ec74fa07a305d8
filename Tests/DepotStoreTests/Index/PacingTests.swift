import Testing

@testable import DepotStore

/// Work is due no earlier than its rate allows.
@Suite struct PacingTests {
    @Test func dueByRate() {
        let start = ContinuousClock.now
        let pacing = Pacing(2000, from: start)
        #expect(pacing.due(0) == start)
        #expect(pacing.due(60_000) == start.advanced(by: .seconds(30)))
        #expect(pacing.step == 100)
        #expect(Pacing(1, from: start).step == 1)
    }

    @Test func pausesAreWhatIsLeft() {
        let start = ContinuousClock.now
        let pacing = Pacing(2000, from: start)
        #expect(pacing.pause(before: 2000, at: start) == .seconds(1))
        #expect(
            pacing.pause(before: 2000, at: start.advanced(by: .milliseconds(400)))
                == .milliseconds(600))
        #expect(pacing.pause(before: 2000, at: start.advanced(by: .seconds(2))) == nil)
    }

    @Test func withoutARateNothingWaits() {
        let start = ContinuousClock.now
        let pacing = Pacing(nil, from: start)
        #expect(pacing.due(1_000_000) == start)
        #expect(pacing.pause(before: 1_000_000, at: start) == nil)
    }
}
