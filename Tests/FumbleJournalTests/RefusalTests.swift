import FumbleModel
import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import FumbleJournal

@Suite final class RefusalTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()

    @Test func aNewerRecordIsRefusedByName() throws {
        let folder = try Journal(root: scratch.path).write(
            Sample.run(), from: Sample.sources, verdict: [])
        for name in ["run.json", "run.jsonl"] {
            let path = "\(folder.text)/\(name)"
            let text = String(decoding: Scratch.read(path), as: UTF8.self)
            let newer = text.split(separator: "fumble.run/1").joined(separator: "fumble.run/2")
            Scratch.write([UInt8](newer.utf8), to: path)
            let error = #expect(throws: JournalError.self) { try Journal.read(folder) }
            #expect(
                error?.description == "cannot judge \(path): it is written as fumble.run/2, "
                    + "and this fumble reads up to fumble.run/1")
            Scratch.write([UInt8](text.utf8), to: path)
        }
    }

    @Test func aFolderWithoutARunSaysSo() {
        let error = #expect(throws: JournalError.self) {
            try Journal.read(RunFolder(scratch.path))
        }
        #expect(error?.what == .notARun)
    }

    /// The disk is full after so many bytes, at every size up to the whole run's.
    @Test func aFullDiskLeavesNothingHalfDone() throws {
        let room = Mutex(0)
        var disk = Disk()
        disk.write = { file, bytes in
            let count = room.withLock { min($0, bytes.count) }
            if count == 0 { throw Errno.noSpace }
            room.withLock { $0 -= count }
            return try file.write(.init(rebasing: bytes[..<count]))
        }
        let runs = scratch.path + "/runs"
        let journal = Journal(root: FilePath(runs), disk: disk)
        var refusals = 0
        for size in stride(from: 0, to: 8_000, by: 97) {
            room.withLock { $0 = size }
            do throws(JournalError) {
                let folder = try journal.write(
                    Sample.run(), from: Sample.sources, verdict: Sample.verdict)
                #expect(try Journal.read(folder).missing == nil)
                #expect(refusals > 20, "there was room for a whole run too soon")
                return
            } catch {
                refusals += 1
                #expect(error.what == .notWritten)
                #expect(error.cause == "No space left on device")
                #expect(Scratch.names(in: runs + "/one") == [])
            }
        }
        Issue.record("there never was room for a whole run")
    }

    @Test func aFolderThatCannotBeMadeIsNamed() {
        let error = #expect(throws: JournalError.self) {
            try Journal(root: "/proc/runs").write(Sample.run(), from: Sample.sources, verdict: [])
        }
        #expect(error?.description == "cannot make /proc/runs: No such file or directory")
    }

    @Test func othersFilesAreNeverWrittenOver() throws {
        Scratch.write([1], to: scratch.path + "/notes.txt")
        let error = #expect(throws: JournalError.self) {
            try Journal(root: "unused").write(
                Sample.run(), from: Sample.sources, verdict: [], to: RunFolder(scratch.path))
        }
        #expect(
            error?.description == "will not write over \(scratch.path): "
                + "it holds notes.txt, which is no run's")
        #expect(Scratch.names(in: scratch.path) == ["notes.txt"])
    }

    @Test func anEarlierRunIsReplacedWhole() throws {
        let out = RunFolder(scratch.path + "/out")
        let journal = Journal(root: "unused")
        try journal.write(Sample.run(), from: Sample.sources, verdict: [1], to: out)
        try journal.write(Sample.run(arms: []), from: Sample.sources, verdict: [2], to: out)
        #expect(try Journal.read(out).run.arms == [])
        #expect(try Journal.verdict(of: out) == [2])
        #expect(Scratch.names(in: scratch.path) == ["out"])
    }

    @Test func aFileOrNoNameIsNoFolder() {
        Scratch.write([1], to: scratch.path + "/out")
        for out in [scratch.path + "/out", ".", "/"] {
            let error = #expect(throws: JournalError.self) {
                try Journal(root: "unused").write(
                    Sample.run(), from: Sample.sources, verdict: [], to: RunFolder(out))
            }
            #expect(error?.what == .taken, "\(out)")
        }
    }
}
