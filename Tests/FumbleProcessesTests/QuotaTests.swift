import Foundation
import FumbleModel
import Testing

@testable import FumbleProcesses

/// Quotas that programs go by, and what is found out of those that do not.
@Suite struct QuotaTests {
    /// What was on its way when a quota came is no write past it, and what goes makes room.
    @Test func growthCountsFromWhereAFolderStoodStill() {
        var quota = StandingQuota(original: nil, limit: 100)
        #expect(!quota.isKeptTo && quota.growth(at: 100) == nil)
        for used in [110, 120] { quota.look(used) }
        #expect(!quota.isKeptTo)
        quota.look(120)
        #expect(quota.isKeptTo)
        #expect(quota.growth(at: 120) == 0)
        #expect(quota.growth(at: 60) == 0)
        #expect(quota.growth(at: 123) == 3)
        var smaller = StandingQuota(original: nil, limit: 100)
        for _ in 0..<2 { smaller.look(80) }
        #expect(smaller.growth(at: 100) == 0 && smaller.growth(at: 101) == 1)
    }

    /// A second quota does not hide that the first was not kept to.
    @Test func whatGrewBeforeIsNotForgotten() {
        var quota = StandingQuota(original: [1], limit: 100)
        let restless = quota.replaced(by: 100)
        for _ in 0..<2 { quota.look(100) }
        var second = quota.replaced(by: 105)
        #expect(second.original == [1] && second.limit == 105)
        for _ in 0..<2 { second.look(105) }
        #expect(second.growth(at: 105) == 5)
        #expect(second.growth(at: 107) == 7)
        var third = restless
        for _ in 0..<2 { third.look(100) }
        #expect(third.isKeptTo && third.growth(at: 100) == nil)
    }

    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fumble-quota-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "web-0/data/deep"), withIntermediateDirectories: true)
        try body(folder.path())
    }

    private static func files() -> ServerFiles {
        var pool = PortPool(salt: 0)
        let spec = ProcessFleetTests.spec()
        return ServerFiles(
            layout: Layout(
                spec, topology: Topology(spec), folder: "/nonexistent", seed: 1, isProxied: false,
                pool: &pool), base: "/nonexistent")
    }

    private static func write(_ count: Int, to path: String) throws {
        try Data(repeating: 0, count: count).write(to: URL(filePath: path))
    }

    @Test(arguments: [("data/quota", "data", 12), ("./data//quota", "./data/", 12), ("q", ".", 15)])
    func allFilesCountButTheQuota(file: String, of: String, bytes: Int) throws {
        try Self.inFolder { folder in
            let home = folder + "/web-0"
            let quota = QuotaFile(
                ProgramSpec.Quota(file: file, folder: of), home: home, draft: folder + "/draft")
            #expect(quota.used == 0 && quota.content == nil)
            try Self.write(5, to: home + "/data/five")
            try Self.write(7, to: home + "/data/deep/seven")
            try Self.write(3, to: home + "/three")
            #expect(quota.used == bytes)
            try quota.put(Array("100\n".utf8), with: Self.files())
            #expect(quota.used == bytes)
            #expect(quota.content == Array("100\n".utf8))
            try quota.putBack(Array("old".utf8), with: Self.files())
            #expect(quota.content == Array("old".utf8))
            for _ in 0..<2 { try quota.putBack(nil, with: Self.files()) }
            #expect(quota.content == nil)
            #expect(FileManager.default.subpaths(atPath: folder)?.contains("draft") == false)
        }
    }

    /// A file system that keeps no such times says nothing, and that is not taken for a reader.
    @Test func whoReadsAQuotaIsSeen() throws {
        try Self.inFolder { folder in
            let quota = QuotaFile(
                ProgramSpec.Quota(file: "quota", folder: "data"), home: folder + "/web-0",
                draft: folder + "/draft")
            for _ in 0..<2 {
                try quota.put(Array("5\n".utf8), with: Self.files())
                let unread = quota.wasRead
                #expect(unread != true)
                try quota.put(Array("5\n".utf8), with: Self.files())
                _ = try String(contentsOfFile: quota.path, encoding: .utf8)
                #expect(quota.wasRead == unread.map { _ in true })
            }
        }
    }
}
