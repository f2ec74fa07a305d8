import FumbleJournal
import FumbleModel
import Testing

@Suite final class PruningTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()

    @Test func runsAreListedByExperimentTheOldestFirst() throws {
        let journal = Journal(root: scratch.path + "/runs")
        #expect(try journal.list() == [])
        try fill(journal)
        Scratch.write([1], to: scratch.path + "/runs/README")
        let entries = try journal.list()
        #expect(
            entries.map { "\($0.experiment) \($0.id)" } == [
                "a 20250101T000000Z-1", "a 20260101T000000Z-1", "a 20260301T000000Z-1",
                "b 20260201T000000Z-1",
            ])
        #expect(entries.allSatisfy { $0.outcome == .deviated && $0.headline == "Down 3 min." })
        #expect(entries.allSatisfy { $0.status == .completed && $0.header?.seed == .max })
    }

    @Test func theNewestOfEachAreKept() throws {
        let journal = Journal(root: scratch.path)
        try fill(journal)
        let gone = try journal.prune(keeping: 1)
        #expect(gone.map(\.id) == ["20250101T000000Z-1", "20260101T000000Z-1"])
        #expect(try journal.list().map(\.id) == ["20260301T000000Z-1", "20260201T000000Z-1"])
        #expect(try journal.prune(keeping: 1) == [])
    }

    @Test func theOldGoAndWhatOthersPutThereStays() throws {
        let journal = Journal(root: scratch.path)
        try fill(journal)
        let old = scratch.path + "/a/20250101T000000Z-1"
        Scratch.write([1], to: old + "/notes.txt")
        let gone = try journal.prune(before: "20260215T000000Z")
        #expect(gone.count == 3)
        #expect(try journal.list().map(\.id) == ["20260301T000000Z-1"])
        #expect(Scratch.names(in: old) == ["notes.txt"])
        #expect(Scratch.names(in: scratch.path) == ["a"], "no empty folder of b is left")
    }

    private func fill(_ journal: Journal) throws {
        for (experiment, time) in [
            ("b", "20260201"), ("a", "20260301"), ("a", "20250101"), ("a", "20260101"),
        ] {
            _ = try journal.write(
                Sample.run(id: "\(time)T000000Z-1", experiment: experiment), from: Sample.sources,
                verdict: Sample.verdict)
        }
    }
}
