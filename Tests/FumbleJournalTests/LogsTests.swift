import FumbleJournal
import FumbleModel
import Testing

/// What real servers printed lies in the run's folder, and goes with it.
@Suite final class LogsTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()

    private func write(_ logs: [StoredLog], to folder: RunFolder) throws {
        try Journal(root: scratch.path).write(
            Sample.run(id: "1", experiment: "a"), from: Sample.sources, verdict: Sample.verdict,
            logs: logs, to: folder)
    }

    @Test func theyAreKeptByArmAndServer() throws {
        let folder = RunFolder(scratch.path + "/run")
        try write(
            [
                StoredLog(arm: .guarded, server: "web-0", bytes: [1, 2]),
                StoredLog(arm: .guarded, server: "web-1", bytes: []),
                StoredLog(arm: .unguarded, server: "web-0", bytes: [3]),
            ], to: folder)
        let logs = folder.text + "/logs"
        #expect(Scratch.names(in: logs) == ["guarded", "unguarded"])
        #expect(Scratch.names(in: logs + "/guarded") == ["web-0.log", "web-1.log"])
        #expect(Scratch.read(logs + "/unguarded/web-0.log") == [3])
        #expect(try Journal.read(folder).run.header.id == "1")

        // Another run in its place leaves none of them.
        try write([StoredLog(arm: .meant, server: "web-2", bytes: [4])], to: folder)
        #expect(Scratch.names(in: logs) == ["meant"])
        try write([], to: folder)
        #expect(!Scratch.names(in: folder.text).contains("logs"))
        #expect(Scratch.names(in: scratch.path) == ["run"])
    }

    @Test func theyGoWithTheRunAndWhatOthersPutThereStays() throws {
        let journal = Journal(root: scratch.path)
        for id in ["1", "2"] {
            _ = try journal.write(
                Sample.run(id: id, experiment: "a"), from: Sample.sources, verdict: Sample.verdict,
                logs: [StoredLog(arm: .guarded, server: "web-0", bytes: [1])])
        }
        Scratch.write([1], to: scratch.path + "/a/2/logs/guarded/notes.txt")
        #expect(try journal.prune(keeping: 0).count == 2)
        #expect(Scratch.names(in: scratch.path + "/a") == ["2"])
        #expect(Scratch.names(in: scratch.path + "/a/2/logs/guarded") == ["notes.txt"])
    }
}
