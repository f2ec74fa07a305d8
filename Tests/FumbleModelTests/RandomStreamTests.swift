import FumbleModel
import Testing

/// Streams that are the same on every machine, and share nothing.
@Suite struct RandomStreamTests {
    @Test func theSameNameAndSeedGiveTheSameNumbers() {
        var first = RandomStream(seed: 7, name: "pick/method[0]")
        var second = RandomStream(seed: 7, name: "pick/method[0]")
        for _ in 0..<1_000 { #expect(first.next() == second.next()) }
    }

    @Test func anotherNameOrSeedGivesOthers() {
        var streams = [
            RandomStream(seed: 7, name: "a"), RandomStream(seed: 7, name: "b"),
            RandomStream(seed: 8, name: "a"),
        ]
        let drawn = streams.indices.map { streams[$0].next() }
        #expect(Set(drawn).count == drawn.count)
    }

    /// The published 64-bit FNV-1a hash of `foobar`.
    @Test func namesAreHashedAsPublished() {
        #expect(FNV.hash("foobar") == 0x8594_4171_F739_67E8)
    }

    @Test(arguments: UInt64(0)..<50) func aShuffleKeepsEveryElement(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "shuffle")
        let shuffled = stream.shuffled(Array(0..<100))
        #expect(shuffled.sorted() == Array(0..<100))
        #expect(shuffled != Array(0..<100))
    }
}
