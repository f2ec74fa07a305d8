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

    @Test func withoutARateNothingWaits() async throws {
        let start = ContinuousClock.now
        let pacing = Pacing(nil, from: start)
        #expect(pacing.due(1_000_000) == start)
        try await pacing.wait(for: 1_000_000)
    }
}
