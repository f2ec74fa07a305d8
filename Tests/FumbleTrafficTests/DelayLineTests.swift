import FumbleModel
import NIOCore
import Testing

@testable import FumbleTraffic

@Suite struct DelayLineTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    /// When each of some pieces comes out, in milliseconds after the start; each enters one
    /// millisecond after the one before.
    private func arrivals(
        of sizes: [Int], under faults: LinkFaults, seed: UInt64 = 7
    ) -> (times: [Double], effect: DelayLine.Effect) {
        var line = DelayLine(seed: seed, name: "a")
        var total = DelayLine.Effect()
        for (number, size) in sizes.enumerated() {
            let effect = line.enter(
                ByteBuffer(repeating: 1, count: size),
                departing: start + .milliseconds(Int64(number)), under: faults)
            total.delayed += effect.delayed
            total.delay += effect.delay
            total.lost += effect.lost
        }
        var times: [Double] = []
        while let due = line.nextDue {
            #expect(line.next(at: due - .nanoseconds(1)) == nil)
            #expect(line.next(at: due) != nil)
            times.append(Double((due - start).nanoseconds) / 1e6)
        }
        #expect(line.byteCount == 0 && line.isEmpty)
        return (times, total)
    }

    @Test func withoutFaultsAllIsDueAtOnce() {
        let (times, effect) = arrivals(of: [1, 2, 3], under: .none)
        #expect(times == [0, 1, 2])
        #expect(effect == .none)
    }

    @Test func jitterSpreadsTheDelayEvenlyAndNothingOvertakes() {
        // Alone on the way, each piece keeps its own draw.
        let faults = LinkFaults(delay: .milliseconds(100), jitter: .milliseconds(60))
        var draws: [Double] = []
        for seed in 0..<1000 as Range<UInt64> {
            draws += arrivals(of: [10], under: faults, seed: seed).times
        }
        #expect(draws.allSatisfy { (40...160).contains($0) })
        for edge in stride(from: 40.0, to: 160, by: 20) {
            let share = Double(draws.count { $0 >= edge && $0 < edge + 20 }) / 1000
            #expect(abs(share - 1 / 6) < 0.06, "from \(edge) ms: \(share)")
        }
        let together = arrivals(of: [Int](repeating: 10, count: 500), under: faults).times
        #expect(together == together.sorted())
    }

    @Test(arguments: [1.0, 10, 50, 99])
    func segmentsAreLostInTheShareAskedFor(_ percent: Double) {
        let faults = LinkFaults(loss: .percent(percent), retransmitAfter: .milliseconds(10))
        let segments = 5000
        let (_, effect) = arrivals(
            of: [Int](repeating: 10 * DelayLine.segmentSize, count: segments / 10), under: faults)
        let share = Double(effect.lost) / Double(segments)
        let deviation = (percent / 100 * (1 - percent / 100) / Double(segments)).squareRoot()
        #expect(abs(share - percent / 100) < 5 * deviation, "\(share)")
    }

    @Test func aLostSegmentCostsDoubledTimeoutsAndHoldsUpWhatFollows() {
        let faults = LinkFaults(loss: .percent(30), retransmitAfter: .milliseconds(100))
        let (times, effect) = arrivals(of: [Int](repeating: 100, count: 300), under: faults)
        #expect(effect.lost > 60 && effect.lost < 120)
        #expect(times == times.sorted())
        // A message of 100 bytes is a segment, so each comes out in its place or behind a lost one,
        // which comes 1, 3, 7 … timeouts after it was sent.
        let onTime = times.enumerated().count { Double($0) == $1 }
        #expect(onTime < 60)
        let steps = Set([0, 1, 3, 7, 15, 31, 63, 127].map { $0 * 100.0 })
        for (first, time) in times.enumerated() where first == 0 || times[first - 1] < time {
            #expect(steps.contains(time - Double(first)), "\(first): \(time)")
        }
    }

    @Test func aSeedRepeatsAndNamesDiffer() {
        let faults = LinkFaults(
            delay: .milliseconds(10), jitter: .milliseconds(10), loss: .percent(20))
        let sizes = (1...200).map { $0 * 37 }
        let first = arrivals(of: sizes, under: faults).times
        #expect(first == arrivals(of: sizes, under: faults).times)
        #expect(first != arrivals(of: sizes, under: faults, seed: 8).times)
    }

    @Test func replanningKeepsBytesInOrderUnderTheNewFaults() {
        var line = DelayLine(seed: 1, name: "a")
        for size in 1...5 {
            _ = line.enter(
                ByteBuffer(bytes: pattern(size)), departing: start,
                under: LinkFaults(delay: .minutes(10)))
        }
        let now = start + .seconds(1)
        #expect(line.next(at: now) == nil)
        line.replan(at: now, under: LinkFaults(delay: .seconds(2)))
        #expect(line.next(at: now) == nil)
        #expect(line.nextDue == start + .seconds(2))
        line.replan(at: now, under: .none)
        #expect(line.byteCount == 15)
        for size in 1...5 { #expect(line.next(at: now)?.readableBytes == size) }
    }
}
