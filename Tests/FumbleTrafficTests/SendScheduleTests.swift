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

    @Test func aSeedRepeats() {
        let first = Array(SendSchedule(plan([(500, nil)])))
        #expect(first == Array(SendSchedule(plan([(500, nil)]))))
        #expect(first != Array(SendSchedule(plan([(500, nil)], seed: 4))))
    }
}
