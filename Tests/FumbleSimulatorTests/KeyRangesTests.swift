import FumbleModel
import Testing

@testable import FumbleSimulator

/// The keys that are deleted, as ranges.
@Suite struct KeyRangesTests {
    @Test(arguments: UInt64(0)..<100) func rangesNeverOverlapAndAddUp(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "key ranges")
        var keys = KeyRanges()
        var left = KeyRanges.space
        for turn in 0..<12 {
            if stream.unit() < 0.3 {
                keys.beginReturn()
                if stream.unit() < 0.5 {
                    left += keys.endReturn().reduce(0) { $0 + $1.length }
                }
            }
            left -= keys.delete(millionths: Int64(stream.unit() * 1_000_000), at: Int64(turn))
            #expect(keys.length + left == KeyRanges.space)
            for (one, next) in zip(keys.ranges, keys.ranges.dropFirst()) {
                #expect(one.lower < one.upper && one.upper <= next.lower)
            }
            #expect(keys.ranges.allSatisfy { $0.upper <= KeyRanges.space })
        }
    }

    @Test func allOfItIsAllOfIt() {
        var keys = KeyRanges()
        _ = keys.delete(millionths: 333_333, at: 0)
        _ = keys.delete(millionths: 1_000_000, at: 1)
        #expect(keys.length == KeyRanges.space)
        #expect(keys.contains(0) && keys.contains(KeyRanges.space - 1))
        #expect(keys.delete(millionths: 500_000, at: 2) == 0)
        keys.beginReturn()
        #expect(keys.endReturn().map(\.deletedAt) == [0, 1])
        #expect(keys.isEmpty && !keys.contains(0))
    }

    @Test func lateAnswersAreForgotten() {
        var tail = AnswerTail(span: 256_000)
        for time in stride(from: Int64(0), to: 1_000_000, by: 1_000) { tail.add(at: time) }
        #expect(tail.count(since: 999_000 - 256_000) == 257)
        #expect(tail.count(since: 990_000) == 10)
        tail.add(at: 90_000_000)
        #expect(tail.count(since: 90_000_000 - 256_000) == 1)
        #expect(AnswerTail(span: 0).count(since: 0) == 0)
    }
}
