import NIOCore
import NIOPosix
import SystemPackage
import Testing

@testable import DepotStore

/// Records that were said to be in the log are in the log.
@Suite struct LogWriterTests {
    @Test(arguments: [false, true])
    func manyAtOnceAreAllThere(_ waitsForDisk: Bool) async throws {
        try await Scratch.use { scratch in
            let files = IndexDisk(folder: scratch.folder, quota: Quota(of: scratch.folder))
            let count = 500
            try await Self.withWriter(files, waitsForDisk: waitsForDisk) { log in
                try await withThrowingTaskGroup { group in
                    for number in 0..<count {
                        group.addTask {
                            try await log.append(
                                Samples.record("bucket", "\(number)", counter: number))
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let keys = try await Self.records(in: files).map(\.name.key)
            #expect(Set(keys) == Set((0..<count).map { "\($0)" }))
            #expect(keys.count == count)
        }
    }

    /// A log that was exchanged goes on in the new file.
    @Test func theLogGoesOnInAnotherFile() async throws {
        try await Scratch.use { scratch in
            let files = IndexDisk(folder: scratch.folder, quota: Quota(of: scratch.folder))
            try await Self.withWriter(files) { log in
                try await log.append(Samples.record("bucket", "old", counter: 1))
                let file = try files.openNewLog()
                try files.replaceLog(by: file)
                try await log.goOn(with: file, length: 0)
                try await log.append(Samples.record("bucket", "new", counter: 2))
            }
            #expect(try await Self.records(in: files).map(\.name.key) == ["new"])
        }
    }

    @Test func twoProcessesCannotHaveTheFiles() async throws {
        try await Scratch.use { scratch in
            let files = IndexDisk(folder: scratch.folder, quota: Quota(of: scratch.folder))
            let lock = try files.lock()
            #expect(throws: IndexFailure.self) { try files.lock() }
            try lock.close()
            try files.lock().close()
        }
    }

    /// Damage is remembered until the disk is whole again, whatever was marked before.
    @Test func theWorseMarkCounts() async throws {
        try await Scratch.use { scratch in
            let files = IndexDisk(folder: scratch.folder, quota: Quota(of: scratch.folder))
            #expect(files.condition == .fresh)
            try files.mark(.whole)
            #expect(files.condition == .whole)
            try files.mark(.damaged)
            #expect(files.condition == .damaged)
            try files.mark(.whole)
            #expect(files.condition == .whole)
        }
    }

    static func withWriter(
        _ files: IndexDisk, waitsForDisk: Bool = false,
        _ body: @Sendable (LogWriter) async throws -> Void
    ) async throws {
        try await Threads.use { eventLoop, disk in
            let log = LogWriter(
                try files.openLog(), length: 0, waitsForDisk: waitsForDisk, quota: files.quota,
                disk: disk, on: eventLoop)
            try await withThrowingTaskGroup { group in
                group.addTask { await log.run() }
                try await body(log)
                group.cancelAll()
                try await group.waitForAll()
            }
            try await log.close()
        }
    }

    static func records(in files: IndexDisk) async throws -> [IndexRecord] {
        try await Threads.use { _, disk in
            let file = try files.openLog()
            var reader = LogReader(file, disk: disk)
            var records: [IndexRecord] = []
            while true {
                let frames = try await reader.next(atMost: 100)
                if frames.isEmpty { break }
                records += try frames.map { try IndexRecord(wire: $0.payload) }
            }
            #expect(reader.defect == nil)
            try file.close()
            return records
        }
    }
}
