import Testing

@testable import DepotStore

/// A table holds the latest of each name, in whatever order it was told.
@Suite struct CellTableTests {
    @Test func theOrderOfRecordsDoesNotMatter() {
        let records = [
            Samples.record("b", "x", counter: 1), Samples.record("b", "x", counter: 3),
            Samples.deletion("b", "x", counter: 2), Samples.record("b", "y", counter: 4),
            Samples.deletion("b", "y", counter: 5),
        ]
        var first = CellTable()
        for record in records { first.apply(record) }
        var second = CellTable()
        for record in records.reversed() { second.apply(record) }
        #expect(first.records() == second.records())
        #expect(first.records() == [records[1], records[4]])
        #expect(first.usageByBucket().map(\.usage.objects) == [1])
        #expect(second.usageByBucket().map(\.usage.objects) == [1])
    }

    @Test func whatIsDisplacedIsTold() {
        var table = CellTable()
        #expect(table.apply(Samples.record("b", "x", counter: 1)) == nil)
        let displaced = table.apply(Samples.deletion("b", "x", counter: 2))
        #expect(displaced?.facts == Samples.facts(1))
        #expect(table.apply(Samples.record("b", "x", counter: 1)) == nil)
    }

    @Test func usageFollowsWrites() {
        var table = CellTable()
        table.apply(Samples.record("b", "x", counter: 1))
        table.apply(Samples.record("b", "y", counter: 2))
        #expect(table.usageByServer["s1"]?.objects == 2)
        #expect(table.usageByServer["s1"]?.bytes == 20)
        table.apply(Samples.deletion("b", "x", counter: 3))
        #expect(table.usageByServer["s1"]?.objects == 1)
        #expect(table.usageByBucket().map(\.usage.bytes) == [10])
    }

    /// Records that age a log are applied, and go no further.
    @Test func agesAreNobodysBusiness() {
        var table = CellTable()
        table.apply(Samples.record(ObjectName.bucketOfAges, "object-1", counter: 1))
        #expect(table.isEmpty)
        #expect(table.records().isEmpty)
        #expect(table.usageByBucket().isEmpty)
    }

    /// By the bytes of UTF-8, where "Z" is before "a" and "é" after "z".
    @Test func listsAreInTheOrderOfBytes() {
        var table = CellTable()
        let keys = ["z", "é", "Z", "a/2", "a/1", "a"]
        for (number, key) in keys.enumerated() {
            table.apply(Samples.record("b", key, counter: number + 1))
        }
        func list(_ prefix: String, _ after: String, _ limit: Int) -> [String] {
            table.list("b", prefix: prefix, after: after, atMost: limit).map(\.name.key)
        }
        #expect(list("", "", 9) == ["Z", "a", "a/1", "a/2", "z", "é"])
        #expect(list("a/", "", 9) == ["a/1", "a/2"])
        #expect(list("a", "a/1", 9) == ["a/2"])
        #expect(list("", "a", 2) == ["a/1", "a/2"])
        #expect(list("nothing", "", 9).isEmpty)
        table.apply(Samples.record("b", "a/15", counter: 50))
        #expect(list("a/", "", 9) == ["a/1", "a/15", "a/2"])
    }

    /// The two digests differ where the tables do, and what differs is found.
    @Test func digestsFindWhatDiffers() {
        var left = CellTable()
        for number in 0..<200 {
            left.apply(Samples.record("b", "k\(number)", counter: number + 1))
        }
        var right = left
        #expect(CellDigest(of: left.records()) == CellDigest(of: right.records()))
        let news = Samples.record("b", "k7", counter: 1000)
        right.apply(news)
        let slots = CellDigest(of: left.records()).differing(from: CellDigest(of: right.records()))
        #expect(slots == [CellDigest.slot(of: news.name)])
    }
}
