import FumbleModel
import NIOCore
import Testing

@testable import FumbleTraffic

@Suite struct PacketLineTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    /// What becomes of packets of a size, of which one comes each millisecond.
    private func fates(
        _ count: Int, of size: Int = 1500, under faults: LinkFaults, seed: UInt64 = 7,
        isPartitioned: Bool = false
    ) -> [PacketLine.Fate] {
        var line = PacketLine(seed: seed, name: "a")
        return (0..<count).map { number in
            line.fate(
                of: size, at: start + .milliseconds(Int64(number)), under: faults,
                isPartitioned: isPartitioned)
        }
    }

    /// When those that are held go on, in milliseconds after the start.
    private func dues(_ fates: [PacketLine.Fate]) -> [Double] {
        fates.compactMap { fate in
            guard case .isHeld(let due, _) = fate else { return nil }
            return Double((due - start).nanoseconds) / 1e6
        }
    }

    @Test func withoutAFaultAllPass() {
        #expect(fates(100, under: .none).allSatisfy { $0 == .passes })
    }

    @Test func nothingPassesABlackHoleOrAPartition() {
        let hole = LinkFaults(delay: .seconds(1), isBlackHole: true)
        #expect(fates(100, under: hole).allSatisfy { $0 == .isDropped(.blocked) })
        let cut = fates(100, under: .none, isPartitioned: true)
        #expect(cut.allSatisfy { $0 == .isDropped(.blocked) })
    }

    @Test(arguments: [1.0, 20, 99]) func packetsAreLostInTheShareAskedFor(_ percent: Double) {
        let count = 5000
        let fates = fates(count, under: LinkFaults(loss: .percent(percent)))
        let share = Double(fates.count { $0 == .isDropped(.lost) }) / Double(count)
        let deviation = (percent / 100 * (1 - percent / 100) / Double(count)).squareRoot()
        #expect(abs(share - percent / 100) < 5 * deviation, "\(share)")
        #expect(fates.allSatisfy { $0 == .passes || $0 == .isDropped(.lost) })
    }

    @Test func aDelayIsAddedAndNothingOvertakes() {
        let same = dues(fates(5, under: LinkFaults(delay: .milliseconds(20))))
        #expect(same == [20, 21, 22, 23, 24])
        let faults = LinkFaults(delay: .milliseconds(20), jitter: .milliseconds(10))
        let spread = dues(fates(1000, under: faults))
        #expect(spread.count == 1000)
        #expect(spread == spread.sorted())
        let late = spread.enumerated().map { $1 - Double($0) }
        #expect(late.allSatisfy { (10...30).contains($0) })
        #expect(Set(late.map { Int($0) }).count > 10)
    }

    @Test func aSlowLinkSendsOneAfterTheOtherAndHasRoomForASecond() {
        // 1,500 bytes take 15 ms; one comes each millisecond.
        let slow = LinkFaults(bandwidth: ByteRate(bytesPerSecond: 100_000))
        let fates = fates(200, under: slow)
        #expect(dues(fates).prefix(4) == [15, 30, 45, 60])
        // What came after `n` ms finds 15 of it for each that was taken, less what has passed.
        #expect(fates.firstIndex(of: .isDropped(.overflow)) == 72)
        #expect(fates.contains { $0 == .isDropped(.overflow) })
    }

    @Test func aSeedRepeatsAndNamesDiffer() {
        let faults = LinkFaults(
            delay: .milliseconds(10), jitter: .milliseconds(10), loss: .percent(20))
        #expect(fates(200, under: faults) == fates(200, under: faults))
        #expect(fates(200, under: faults) != fates(200, under: faults, seed: 8))
    }
}
