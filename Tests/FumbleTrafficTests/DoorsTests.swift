import NIOCore
import Testing

@testable import FumbleTraffic

/// Clients ask one server after the other, and leave out those that are known not to serve.
@Suite struct DoorsTests {
    private static func time(_ seconds: UInt64) -> NIODeadline {
        .uptimeNanoseconds(seconds * 1_000_000_000)
    }

    @Test func aServerIsLeftOutOnceItIsNoticed() {
        var doors = Doors([4, 5, 6], noticesAfter: .seconds(2))
        let down: [UInt16: NIODeadline] = [5: Self.time(1)]
        #expect((0..<4).map { _ in doors.pick(at: Self.time(0), downSince: [:]) } == [4, 5, 6, 4])
        #expect((0..<3).map { _ in doors.pick(at: Self.time(2), downSince: down) } == [5, 6, 4])
        #expect((0..<3).map { _ in doors.pick(at: Self.time(3), downSince: down) } == [6, 4, 6])
        #expect((0..<3).map { _ in doors.pick(at: Self.time(9), downSince: [:]) } == [4, 5, 6])
    }

    @Test func whereAllAreDownTheyAreAskedAllTheSame() {
        var doors = Doors([7, 8], noticesAfter: .zero)
        let down: [UInt16: NIODeadline] = [7: Self.time(0), 8: Self.time(0)]
        #expect((0..<3).map { _ in doors.pick(at: Self.time(5), downSince: down) } == [7, 8, 7])
    }
}
