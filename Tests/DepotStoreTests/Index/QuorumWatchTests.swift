import Testing

@testable import DepotStore

/// A cell is lost when too few of its replicas are in sight, and not before.
@Suite struct QuorumWatchTests {
    private static let grace = Duration.seconds(2)
    private let start = ContinuousClock.now
    private let whole = Pulse(isWhole: true, isEmpty: false, serving: [0], stopped: [])

    private func watch() -> QuorumWatch {
        QuorumWatch(others: [0: ["b", "c"]], quorum: 2, grace: Self.grace, at: start)
    }

    private func at(_ seconds: Double) -> ContinuousClock.Instant {
        start.advanced(by: .seconds(seconds))
    }

    /// Looks every second, as a server does that is not hung.
    private func lost(_ watch: inout QuorumWatch, until end: Int) -> [Int] {
        (1...end).filter { !watch.lost(among: [0], at: at(Double($0))).isEmpty }
    }

    @Test func oneOfThreeMayGo() {
        var watch = watch()
        watch.hear(whole, from: "b", at: start)
        watch.hear(whole, from: "c", at: start)
        for second in 1...20 {
            watch.hear(whole, from: "b", at: at(Double(second)))
            #expect(watch.lost(among: [0], at: at(Double(second))).isEmpty)
        }
        #expect(watch.inSight(of: 0, at: at(20)) == 2)
    }

    @Test func twoOfThreeMayNot() {
        var watch = watch()
        watch.hear(whole, from: "b", at: start)
        watch.hear(whole, from: "c", at: start)
        #expect(lost(&watch, until: 5) == [3, 4, 5])
    }

    /// A server that is starting, or has stopped the cell, is heard and counts for nothing.
    @Test(arguments: [
        Pulse(isWhole: false, isEmpty: false, serving: [], stopped: []),
        Pulse(isWhole: true, isEmpty: false, serving: [], stopped: [0]),
    ])
    func whoCannotServeDoesNotCount(_ pulse: Pulse) {
        var watch = watch()
        watch.hear(pulse, from: "b", at: start)
        #expect(watch.inSight(of: 0, at: start) == 1)
        #expect(watch.lost(among: [0], at: at(1)) == [0])
    }

    /// After it was hung itself, a server waits for the others as long as ever before it gives up its cell.
    @Test func itsOwnHangIsNotTheOthersSilence() {
        var watch = watch()
        watch.hear(whole, from: "b", at: start)
        #expect(watch.lost(among: [0], at: at(60)).isEmpty)
        #expect(watch.lost(among: [0], at: at(61)).isEmpty)
        #expect(watch.lost(among: [0], at: at(63)) == [0])
    }

    @Test func allEmptyNeedsAllThere() {
        var watch = watch()
        let empty = Pulse(isWhole: false, isEmpty: true, serving: [], stopped: [])
        watch.hear(empty, from: "b", at: start)
        #expect(!watch.areAllEmpty(of: 0, at: start))
        watch.hear(empty, from: "c", at: start)
        #expect(watch.areAllEmpty(of: 0, at: start))
        watch.hear(whole, from: "c", at: start)
        #expect(!watch.areAllEmpty(of: 0, at: start))
    }

    /// A full restart is a start in which nobody was found serving, even if somebody serves a moment later.
    @Test func theFirstWordSaysIfItIsAFullRestart() {
        var watch = watch()
        let starting = Pulse(isWhole: false, isEmpty: false, serving: [], stopped: [])
        watch.hear(starting, from: "b", at: start)
        watch.hear(whole, from: "b", at: at(1))
        #expect(!watch.foundServing)
        watch.hear(whole, from: "c", at: at(1))
        #expect(watch.foundServing)
    }
}
