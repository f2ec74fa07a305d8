import FumbleControl
import FumbleModel
import Testing

@testable import FumbleEngine

/// What guards see through their lag, when the counts change often.
@Suite struct TallyHistoryTests {
    /// A guard of the sample looks back 15 s; the counts change three times a second.
    @Test func everyInstantWithinTheLagIsKnownAndLittleElseIsKept() {
        var history = TallyHistory(Sample.fleet())
        history.append(Tally(at: .start, serving: [0], leaving: [0], operable: [true]))
        for count in 1...2_000 {
            let now = Instant(microseconds: Int64(count) * 333_333)
            history.append(
                FleetEvent(at: now, what: .serving(subsystem: Sample.index, servers: count)))
            let seen = Sight(tallies: history.tallies, lives: []).tally(at: now, lag: .seconds(15))
            #expect(seen.serving == [max(0, count - 46)])
            #expect(history.tallies.count < 250)
        }
    }

    @Test func whatIsToldOfOneInstantIsOneTally() {
        var history = TallyHistory(Sample.fleet())
        for count in 0..<9 {
            history.append(Tally(at: .start, serving: [count], leaving: [0], operable: [true]))
        }
        #expect(history.tallies.map(\.serving) == [[8]])
    }
}
