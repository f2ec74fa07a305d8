import FumbleModel
import Testing

@testable import FumbleProcesses

/// Clients ask one server after the other, and leave out those that are known not to serve.
@Suite struct BalanceTests {
    private static func time(_ seconds: Int64) -> MonotonicTime {
        MonotonicTime(microseconds: seconds * 1_000_000)
    }

    @Test func aServerIsLeftOutOnceItIsNoticed() {
        var balance = Balance([4, 5, 6], noticesAfter: .seconds(2))
        var down = [MonotonicTime?](repeating: nil, count: 7)
        #expect(
            (0..<4).map { _ in balance.pick(at: Self.time(0), downSince: down) } == [0, 1, 2, 0])
        down[5] = Self.time(1)
        #expect((0..<3).map { _ in balance.pick(at: Self.time(2), downSince: down) } == [1, 2, 0])
        #expect((0..<3).map { _ in balance.pick(at: Self.time(3), downSince: down) } == [2, 0, 2])
        down[5] = nil
        #expect((0..<3).map { _ in balance.pick(at: Self.time(9), downSince: down) } == [0, 1, 2])
    }

    @Test func whereAllAreDownTheyAreAskedAllTheSame() {
        var balance = Balance([0, 1], noticesAfter: .zero)
        let down: [MonotonicTime?] = [Self.time(0), Self.time(0)]
        #expect((0..<3).map { _ in balance.pick(at: Self.time(5), downSince: down) } == [0, 1, 0])
    }
}
