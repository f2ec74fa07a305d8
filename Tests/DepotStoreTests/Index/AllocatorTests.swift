import Testing

@testable import DepotStore

/// New objects go where there is least, and never twice to one server.
@Suite struct AllocatorTests {
    @Test func theEmptiestComesFirst() {
        var allocator = Allocator(servers: ["a", "b", "c"], copies: 2, seed: 5)
        #expect(allocator.allocate(100, avoiding: [])?.servers == ["a", "b"])
        #expect(allocator.allocate(10, avoiding: [])?.servers == ["c", "a"])
        #expect(allocator.allocate(10, avoiding: [])?.servers == ["c", "b"])
    }

    @Test func blobsHaveNamesOfTheirOwn() {
        var allocator = Allocator(servers: ["a"], copies: 1, seed: 5)
        let blobs = (0..<100).compactMap { _ in allocator.allocate(1, avoiding: [])?.blob }
        #expect(Set(blobs).count == 100)
    }

    @Test func whoRefusedIsAvoided() {
        var allocator = Allocator(servers: ["a", "b", "c"], copies: 2, seed: 5)
        #expect(allocator.allocate(1, avoiding: ["a"])?.servers == ["b", "c"])
        #expect(allocator.allocate(1, avoiding: ["a", "b"]) == nil)
    }

    @Test func whatIsThereIsLearnt() {
        var allocator = Allocator(servers: ["a", "b"], copies: 1, seed: 5)
        var usage = Usage()
        usage.add(Samples.facts(1, size: 1000))
        allocator.learn([CellUsage(buckets: [], servers: [.init(name: "a", usage: usage)])])
        #expect(allocator.allocate(1, avoiding: [])?.servers == ["b"])
    }
}
