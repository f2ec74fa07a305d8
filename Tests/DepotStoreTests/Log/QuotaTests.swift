import Foundation
import NIOCore
import NIOHTTP1
import SystemPackage
import Testing

@testable import DepotStore

/// A folder that may hold so many bytes is like a disk that is full, and goes on when it is not.
@Suite(.timeLimit(.minutes(10))) struct QuotaTests {
    /// What lies there counts, but for the file that says how much may; what goes makes room.
    @Test func allThatLiesThereCounts() async throws {
        try await Scratch.use { scratch in
            let folder = scratch.folder
            let quota = Quota(of: folder)
            try Folders.make(folder.appending("a").appending("b"))
            try Self.write("12345", to: folder.appending("a").appending("b").appending("five"))
            try Self.write("123", to: folder.appending("three"))
            #expect(Self.takes(1 << 40, quota))
            try Self.limit(folder, to: 10)
            #expect(!Self.takes(3, quota))
            try quota.add(2) { try Self.write("12", to: folder.appending("two")) }
            #expect(!Self.takes(1, quota))
            try quota.remove(folder.appending("three"))
            try quota.remove(folder.appending("three"))
            #expect(!Self.takes(4, quota))
            // What fails took nothing.
            #expect(!Self.takes(3, quota, failing: true))
            try quota.add(3) { try Self.write("123", to: folder.appending("three")) }
            try Self.limit(folder, to: 11)
            try quota.add(1) { try Self.write("1", to: folder.appending("one")) }
            #expect(!Self.takes(1, quota))
            try Self.limit(folder, to: nil)
            #expect(Self.takes(1 << 40, quota))
        }
    }

    /// A file with no number in it, as one that is half written, sets no limit.
    @Test(arguments: ["", "many", "-1", "12 bytes"]) func noNumberIsNoLimit(_ text: String)
        async throws
    {
        try await Scratch.use { scratch in
            try Self.write(text, to: scratch.folder.appending(Quota.name))
            #expect(Self.takes(1 << 40, Quota(of: scratch.folder)))
        }
    }

    /// The index's log refuses, keeps all that it acknowledged, and goes on without a restart.
    @Test(arguments: [false, true]) func aLogGoesOn(_ waitsForDisk: Bool) async throws {
        try await Scratch.use { scratch in
            let quota = Quota(of: scratch.folder)
            let files = IndexDisk(folder: scratch.folder.appending("index"), quota: quota)
            try files.makeFolder()
            try await LogWriterTests.withWriter(files, waitsForDisk: waitsForDisk) { log in
                try await log.append(Samples.record("bucket", "before", counter: 1))
                try Self.limit(scratch.folder, to: Self.used(scratch.folder))
                for _ in 0..<2 {
                    let refusal = await #expect(throws: LogWriter.Refusal.self) {
                        try await log.append(Samples.record("bucket", "refused", counter: 2))
                    }
                    #expect(
                        refusal?.reason == "the log cannot be written: No space left on device")
                }
                try Self.limit(scratch.folder, to: nil)
                try await log.append(Samples.record("bucket", "after", counter: 3))
            }
            let keys = try await LogWriterTests.records(in: files).map(\.name.key)
            #expect(keys == ["before", "after"])
        }
    }

    /// A storage server refuses, keeps what it has, and leaves no half of a blob.
    @Test func blobsAreRefusedAndNoneIsHalf() async throws {
        try await Scratch.use { scratch in
            try await Threads.use { _, disk in
                let folder = scratch.folder.appending("storage")
                let storage = StorageServer(
                    folder: folder, quota: Quota(of: scratch.folder), disk: disk,
                    waitsForDisk: false)
                try await storage.start()
                let blobs = (0..<3).map { BlobID(high: 0, low: UInt64($0)) }
                let bytes = ByteBuffer(string: "hello")
                try await storage.keep(bytes, as: blobs[0])
                // Room for less than one more.
                let used = Self.used(scratch.folder)
                try Self.limit(scratch.folder, to: used + used - 1)
                let refused = await #expect(throws: PeerRefusal.self) {
                    try await storage.keep(bytes, as: blobs[1])
                }
                #expect(refused == .failed("No space left on device"))
                #expect(Self.used(scratch.folder) == used)
                #expect(try await storage.read(blobs[0]) == bytes)
                try await storage.remove(blobs[0])
                try await storage.keep(bytes, as: blobs[1])
                try Self.limit(scratch.folder, to: nil)
                // What cannot be named leaves no half of itself either.
                let name = blobs[2].text
                let path = folder.appending(String(name.suffix(2))).appending(name)
                try Folders.make(path)
                await #expect(throws: PeerRefusal.self) {
                    try await storage.keep(bytes, as: blobs[2])
                }
                #expect(Self.used(scratch.folder) == used)
                try FileManager.default.removeItem(atPath: path.string)
                try await storage.keep(bytes, as: blobs[2])
                #expect(try await storage.read(blobs[2]) == bytes)
            }
        }
    }

    /// Years of records are more than a full folder takes.
    @Test func nothingGetsOlderWithoutRoom() async throws {
        try await Scratch.use { scratch in
            let log = AgedLog(data: scratch.folder)
            let bytes = try log.add(10)
            try Self.limit(scratch.folder, to: bytes)
            let refused = #expect(throws: Errno.self) { try log.add(10) }
            #expect(refused == .noSpace)
            #expect(Self.used(scratch.folder) == bytes)
            try Self.limit(scratch.folder, to: nil)
            #expect(try log.add(10) > bytes)
        }
    }

    /// Clients are answered as by a store whose disks are full, and lose nothing that was acknowledged.
    @Test(arguments: [["index-1", "index-2", "index-3"], ["other-2", "other-3"]])
    func aStoreRefusesWritesAndGoesOn(_ full: [String]) async throws {
        let others = ["\"placement\"", "\"storage\"", "\"storage\""]
        let all = ["index-1", "index-2", "index-3", "other-1", "other-2", "other-3"]
        try await TestFleet.use(index: 3, quorum: 2, copies: 2, others: others) { fleet in
            for name in all { try await fleet.start(name) }
            for name in all { try await fleet.wait(for: "ready", of: name) }
            try await Self.put("before", in: fleet)
            for name in full {
                try Self.limit(fleet.data(of: name), to: Self.used(fleet.data(of: name)))
            }
            let used = full.map { Self.used(fleet.data(of: $0)) }
            for _ in 0..<3 {
                let refused = await #expect(throws: S3Error.self) {
                    try await Self.put("refused", in: fleet)
                }
                #expect(refused?.status == .serviceUnavailable)
            }
            #expect(full.map { Self.used(fleet.data(of: $0)) } == used)
            #expect(try await Self.get("before", from: fleet) == "before")
            for name in full { try Self.limit(fleet.data(of: name), to: nil) }
            try await Self.put("after", in: fleet)

            for name in all { try await fleet.stop(name) }
            for name in all { try await fleet.start(name) }
            for name in all { try await fleet.wait(for: "ready", of: name) }
            for key in ["before", "after"] {
                #expect(try await Self.get(key, from: fleet) == key)
            }
            #expect(try await Self.get("refused", from: fleet) == nil)
        }
    }

    // MARK: -

    /// Whether so many bytes more are let in; nothing is written.
    private static func takes(_ bytes: Int, _ quota: Quota, failing: Bool = false) -> Bool {
        do {
            try quota.add(bytes) { if failing { throw Errno.ioError } }
            return true
        } catch {
            #expect(error as? Errno == (failing ? .ioError : .noSpace))
            return false
        }
    }

    private static func put(_ key: String, in fleet: TestFleet) async throws {
        let request = HTTPRequest(
            method: .PUT, target: "/", headers: [:], body: ByteBuffer(string: key))
        try await fleet.store.put(
            try ObjectUpload(request), as: ObjectName(bucket: "bucket", key: key))
    }

    private static func get(_ key: String, from fleet: TestFleet) async throws -> String? {
        try await fleet.store.get(ObjectName(bucket: "bucket", key: key))
            .map { String(buffer: $0.bytes) }
    }

    /// Beside, and then named: whoever reads it finds all of it or nothing.
    private static func limit(_ folder: FilePath, to bytes: Int?) throws {
        let file = folder.appending(Quota.name)
        guard let bytes else { return try FileManager.default.removeItem(atPath: file.string) }
        let beside = folder.removingLastComponent().appending("quota-\(UUID().uuidString)")
        try write("\(bytes)\n", to: beside)
        try Folders.rename(beside, to: file)
    }

    private static func write(_ text: String, to path: FilePath) throws {
        try Data(text.utf8).write(to: URL(filePath: path.string))
    }

    /// The bytes of all files but the quota, counted in another way.
    private static func used(_ folder: FilePath) -> Int {
        let paths = FileManager.default.subpaths(atPath: folder.string) ?? []
        return paths.filter { $0 != Quota.name }.map { path in
            let facts = try? FileManager.default.attributesOfItem(
                atPath: folder.appending(path).string)
            guard facts?[.type] as? FileAttributeType == .typeRegular else { return 0 }
            return facts?[.size] as? Int ?? 0
        }.reduce(0, +)
    }
}
