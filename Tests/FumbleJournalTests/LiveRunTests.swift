import FumbleModel
import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import FumbleJournal

/// A run that is written down while it goes on can be read at any moment.
@Suite final class LiveRunTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()
    private var journal: Journal { Journal(root: scratch.path) }
    private let whole = Sample.run()

    private func begin(in folder: RunFolder? = nil) throws -> LiveRun {
        try journal.begin(
            whole.header, arms: whole.arms.map(\.arm), from: Sample.sources, began: 7, in: folder)
    }

    private func tell(_ live: LiveRun, _ arm: ArmRun, isWhole: Bool = true) async {
        await live.begin(arm.arm)
        for event in arm.events { await live.record(event, in: arm.arm) }
        for window in arm.windows { await live.record(window, in: arm.arm) }
        if isWhole { await live.end(arm) }
    }

    /// As though whoever runs it had been killed.
    private func kill(_ live: LiveRun) {
        let path = live.folder.text + "/run.json"
        let text = String(decoding: Scratch.read(path), as: UTF8.self)
        let own = "\"pid\" : \(getpid())"
        #expect(text.contains(own))
        Scratch.write(
            [UInt8](text.split(separator: own).joined(separator: "\"pid\" : 1").utf8), to: path)
    }

    @Test func itsFolderIsThereBeforeAnythingIsDone() async throws {
        let live = try begin()
        #expect(live.folder.text == scratch.path + "/one/20261122T074148Z-1")
        #expect(
            Scratch.names(in: live.folder.text) == [
                "experiment.yaml", "fleet.yaml", "run.json", "run.jsonl",
            ])
        let entry = try #require(try journal.list().first)
        #expect(entry.isGoingOn)
        #expect(entry.trouble == "it is still going on")
        #expect(try journal.prune(keeping: 0) == [])
        #expect(throws: JournalError.self) { try begin(in: live.folder) }
        let stored = try Journal.read(live.folder)
        #expect(stored.isGoingOn)
        #expect(stored.sources == Sample.sources)
    }

    @Test func cutAtAnyByteItIsReadAsFarAsItGoes() async throws {
        let live = try begin()
        await tell(live, whole.arms[0])
        await tell(live, whole.arms[1], isWhole: false)
        kill(live)
        let stored = try Journal.read(live.folder)
        #expect(stored.run.arms[0] == whole.arms[0])
        #expect(stored.run.arms[1].events == whole.arms[1].events)
        #expect(stored.run.arms[1].windows == whole.arms[1].windows)
        #expect(stored.run.status == .failed(reason: "its runner died before its end"))
        #expect(
            stored.missing
                == "its runner died before its end: the record ends within the guarded arm, at 1m")
        let lines = live.folder.text + "/run.jsonl"
        let bytes = Scratch.read(lines)
        var known = 0
        for cut in 0..<bytes.count {
            Scratch.write([UInt8](bytes.prefix(cut)), to: lines)
            let stored = try Journal.read(live.folder)
            #expect(stored.missing?.hasPrefix("its runner died") == true)
            #expect(stored.cutAt != nil)
            let now = stored.run.arms.reduce(0) { $0 + $1.events.count + $1.windows.count }
            #expect(now >= known, "cut at \(cut): less is read than from a shorter record")
            known = now
        }
        #expect(try journal.prune(keeping: 0).count == 1)
    }

    @Test func whatIsAddedAfterItsDeathTakesThePlaceOfALineThatWasCutOff() async throws {
        let live = try begin()
        try Journal.add(note: "not yet", to: live.folder)
        await tell(live, whole.arms[0], isWhole: false)
        kill(live)
        let path = live.folder.text + "/run.jsonl"
        Scratch.write(Scratch.read(path) + [UInt8]("{\"at\":61".utf8), to: path)
        try Journal.add(note: "removed", to: live.folder)
        let events = try Journal.read(live.folder).run.arms[0].events
        #expect(events.last?.what == .note("removed"))
        #expect(events.dropLast() == whole.arms[0].events[...])
    }

    @Test(arguments: [false, true]) func inTheEndItIsAsOneThatWasWrittenAtOnce(
        isRemoved: Bool
    ) async throws {
        let logs = [StoredLog(arm: .meant, server: "web-0", bytes: [1, 2])]
        let live = try begin()
        for arm in whole.arms { await tell(live, arm) }
        if isRemoved {
            #expect(rename(live.folder.text, scratch.path + "/elsewhere") == 0)
        }
        try journal.finish(live, with: whole, from: Sample.sources, logs: logs, began: 7)
        let other = try Journal(root: scratch.path + "/other").write(
            whole, from: Sample.sources, verdict: nil, logs: logs, began: 7)
        #expect(Scratch.names(in: live.folder.text) == Scratch.names(in: other.text))
        let texts = ["experiment.yaml", "fleet.yaml", "run.json", "run.jsonl"]
        for name in texts + ["logs/meant/web-0.log"] {
            let (own, others) = ("\(live.folder.text)/\(name)", "\(other.text)/\(name)")
            #expect(Scratch.read(own) == Scratch.read(others), "\(name)")
        }
        #expect(try Journal.read(live.folder).missing == nil)
    }

    @Test func anUndoThatCannotBeWrittenIsRefused() async throws {
        let room = Mutex(Int.max)
        var disk = Disk()
        disk.write = { file, bytes in
            if room.withLock({ $0 }) == 0 { throw Errno.noSpace }
            return try file.write(bytes)
        }
        let journal = Journal(root: FilePath(scratch.path), disk: disk)
        let live = try journal.begin(
            whole.header, arms: [.meant], from: Sample.sources, began: 7, in: nil)
        let undo = RunEvent(at: .start, what: .note("what undoes it: nothing"))
        try await live.foresee(undo, in: .meant)
        room.withLock { $0 = 0 }
        let error = await #expect(throws: Unforeseen.self) {
            try await live.foresee(undo, in: .meant)
        }
        #expect(
            error?.reason == "cannot write \(live.folder.text)/run.jsonl: No space left on device")
    }

    @Test func aPlaceThatCannotBeWrittenIsToldBeforeAnythingIsDone() {
        let error = #expect(throws: JournalError.self) {
            try begin(in: RunFolder("/proc/none/run"))
        }
        #expect(error?.description == "cannot make /proc/none: No such file or directory")
    }
}
