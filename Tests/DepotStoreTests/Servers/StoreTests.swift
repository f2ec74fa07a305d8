import NIOCore
import NIOHTTP1
import SystemPackage
import Testing

@testable import DepotStore

/// The store as a whole, over several servers.
@Suite(.timeLimit(.minutes(30))) struct StoreTests {
    private static let carried = ["\"placement\", \"billing\"", "\"storage\"", "\"storage\""]

    private func upload(_ text: String) throws -> ObjectUpload {
        try ObjectUpload(
            HTTPRequest(
                method: .PUT, target: "/", headers: [:], body: ByteBuffer(string: text)))
    }

    @Test func placementDoesNotStartBeforeIndexAnswers() async throws {
        try await TestFleet.use(index: 1, quorum: 1, others: Self.carried) { fleet in
            let name = ObjectName(bucket: "bucket", key: "key")
            try await fleet.start("other-1", "other-2", "other-3")
            try await fleet.wait(for: "placement warm", of: "other-1")
            try await fleet.wait(for: "ready", of: "other-2", "other-3")
            let refused = await #expect(throws: S3Error.self) {
                try await fleet.store.put(self.upload("hello"), as: name)
            }
            #expect(refused?.message.contains("placement waits for index") == true)

            try await fleet.start("index-1")
            try await fleet.wait(for: "placement ready", of: "other-1")
            try await fleet.store.put(upload("hello"), as: name)
            let found = try await fleet.store.get(name)
            #expect(found.map { String(buffer: $0.bytes) } == "hello")
        }
    }

    /// A copy that is damaged, or a server that is gone, and the other copy is read.
    @Test func oneCopyIsEnough() async throws {
        try await TestFleet.use(
            index: 1, quorum: 1, copies: 2, others: Self.carried
        ) { fleet in
            try await fleet.start("index-1", "other-1", "other-2", "other-3")
            try await fleet.wait(for: "ready", of: "index-1", "other-1", "other-2", "other-3")
            let name = ObjectName(bucket: "bucket", key: "key")
            try await fleet.store.put(upload("hello"), as: name)
            let facts = try #require(try await fleet.store.facts(of: name))
            let location = try #require(facts.location)
            #expect(Set(location.servers) == ["other-2", "other-3"])

            let blob = location.blob.text
            let first = try #require(location.servers.first)
            let file = try OpenFile.open(
                fleet.data(of: first).appending("storage").appending(String(blob.suffix(2)))
                    .appending(blob), .readWrite)
            _ = try file.writeAll(toAbsoluteOffset: 18, "X".utf8)
            try file.close()
            let found = try await fleet.store.get(name)
            #expect(found.map { String(buffer: $0.bytes) } == "hello")

            try await fleet.stop(first)
            let again = try await fleet.store.get(name)
            #expect(again.map { String(buffer: $0.bytes) } == "hello")
            // Two copies cannot be written now, so nothing is acknowledged.
            await #expect(throws: S3Error.self) {
                try await fleet.store.put(self.upload("more"), as: name)
            }
        }
    }

    /// What was overwritten or deleted leaves the disk.
    @Test func displacedBytesAreRemoved() async throws {
        try await TestFleet.use(index: 1, quorum: 1, others: Self.carried) { fleet in
            try await fleet.start("index-1", "other-1", "other-2", "other-3")
            try await fleet.wait(for: "ready", of: "index-1", "other-1", "other-2", "other-3")
            let name = ObjectName(bucket: "bucket", key: "key")
            var locations: [Location] = []
            for text in ["one", "two", "three"] {
                try await fleet.store.put(upload(text), as: name)
                let facts = try await fleet.store.facts(of: name)
                locations.append(try #require(facts?.location))
            }
            #expect(Set(locations).count == 3)
            try await fleet.store.write(nil, as: name)
            #expect(try await fleet.store.get(name) == nil)
            let usage = try await fleet.client.usage()
            #expect(usage.flatMap(\.buckets).map(\.usage.objects).reduce(0, +) == 0)
        }
    }

    /// Three tasks write one name at once: what is read is what one of them wrote, whole.
    @Test func writersOfOneNameDoNotHarmEachOther() async throws {
        try await TestFleet.use(index: 3, quorum: 2, others: Self.carried) { fleet in
            try await fleet.start(
                "index-1", "index-2", "index-3", "other-1", "other-2", "other-3")
            try await fleet.wait(
                for: "ready", of: "index-1", "index-2", "index-3", "other-1", "other-2",
                "other-3")
            let name = ObjectName(bucket: "bucket", key: "key")
            for _ in 0..<20 {
                await withTaskGroup { group in
                    for writer in 0..<3 {
                        group.addTask {
                            // A writer that is overtaken too often is refused, and may say so.
                            try? await fleet.store.put(self.upload("by \(writer)"), as: name)
                        }
                    }
                }
                let found = try #require(try await fleet.store.get(name))
                #expect(String(buffer: found.bytes).hasPrefix("by "))
                #expect(
                    Hexadecimal.text(
                        of: found.bytes.withUnsafeReadableBytes {
                            MD5.digest(of: $0)
                        }) == found.facts.etag)
            }
        }
    }
}
