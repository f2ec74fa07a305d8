import FumbleModel
import Testing

@testable import FumbleTraffic

@Suite struct SendScheduleTests {
    private func plan(
        _ rates: [(Double, Distribution?)], seed: UInt64 = 3, length: TimeSpan = .seconds(10)
    ) -> LoadPlan {
        let operations = rates.enumerated().map { number, rate in
            LoadOperation(
                "o\(number)", .get(["/"]), rate: Frequency(perSecond: rate.0), arrivals: rate.1,
                deadline: .seconds(1))
        }
        return LoadPlan(operations, length: length, seed: seed)
    }

    @Test func aConstantRateIsEvenlySpaced() {
        let constant = Distribution.deterministic(.seconds(1))
        let sends = Array(SendSchedule(plan([(250, constant)])))
        #expect(sends.map(\.at) == (1..<2500).map { Int64($0 * 4000) })
    }

    @Test func aPoissonRateHasItsMeanAndItsSpread() {
        let sends = Array(SendSchedule(plan([(2000, nil)])))
        // 20,000 expected, with a standard deviation of 141.
        #expect((19_400...20_600).contains(sends.count))
        let gaps = zip(sends.dropFirst(), sends).map { Double($0.at - $1.at) }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        #expect((0.9...1.1).contains(variance / (mean * mean)))
    }

    @Test func operationsAreMixedInOrderAndShiftNoOther() {
        let both = Array(SendSchedule(plan([(500, nil), (300, nil)])))
        #expect(both.map(\.at) == both.map(\.at).sorted())
        let alone = Array(SendSchedule(plan([(500, nil)])))
        #expect(both.filter { $0.operation == 0 } == alone)
    }

    /// Half the rate from 1 s to 2 s, nobody until 3 s, and then as before: what was left of a gap when
    /// everybody left is left when they come back.
    @Test func aRateThatChangesStretchesWhatIsLeftOfAGap() {
        var schedule = SendSchedule(
            plan([(10, .deterministic(.seconds(1))), (1, .deterministic(.seconds(1)))]))
        var sends: [SendSchedule.Send] = []
        func take(until end: Int64) {
            while let next = schedule.first, next.at <= end {
                sends.append(next)
                _ = schedule.next()
            }
        }
        take(until: 1_050_000)
        schedule.offer(0, factor: 0.5, at: 1_050_000)
        #expect(!schedule.isPaused)
        take(until: 2_000_000)
        schedule.offer(0, factor: 0, at: 2_000_000)
        #expect(schedule.isPaused)
        take(until: 3_000_000)
        schedule.offer(0, factor: 1, at: 3_000_000)
        take(until: 3_300_000)
        let own = sends.filter { $0.operation == 0 }.map { $0.at / 1000 }
        #expect(own[..<10] == [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
        #expect(own[10...] == [1150, 1350, 1550, 1750, 1950, 3075, 3175, 3275])
        #expect(sends.filter { $0.operation == 1 }.map { $0.at / 1000 } == [1000, 2000, 3000])
    }

    @Test func aSeedRepeats() {
        let first = Array(SendSchedule(plan([(500, nil)])))
        #expect(first == Array(SendSchedule(plan([(500, nil)]))))
        #expect(first != Array(SendSchedule(plan([(500, nil)], seed: 4))))
    }
}
