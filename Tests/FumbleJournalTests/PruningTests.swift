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

    /// Of one second the names hold no more than the seeds.
    @Test func runsOfOneSecondAreInTheOrderInWhichTheyBegan() throws {
        let journal = Journal(root: scratch.path)
        let second: Int64 = 1_795_976_100_000_000
        for place in (1...13).reversed() {
            // The seeds fall, and so do the times of the records.
            _ = try journal.write(
                Sample.run(id: "20261129T181500Z-\(14 - place)"), from: Sample.sources,
                verdict: Sample.verdict, began: second + Int64(place))
        }
        let made = (1...13).map { "20261129T181500Z-\(14 - $0)" }
        #expect(try journal.list().map(\.id) == made)
        #expect(try journal.prune(keeping: 3).map(\.id) == Array(made.prefix(10)))
        #expect(try journal.list().map(\.id) == ["-3", "-2", "-1"].map { "20261129T181500Z\($0)" })
    }

    /// Records of before hold no start: then it is the second, and the time of the record.
    @Test func oldRunsOfOneSecondAreInTheOrderInWhichTheyWereWritten() throws {
        let journal = Journal(root: scratch.path)
        let made = ["5", "10", "2", "1", "30", "4"].map { "20261129T181500Z-\($0)" }
        for (place, id) in made.enumerated() {
            let folder = try journal.write(
                Sample.run(id: id), from: Sample.sources, verdict: Sample.verdict)
            #expect(Scratch.setTime(of: folder.text + "/run.json", to: 100 + place))
        }
        let late = "20261129T181501Z-1"
        let folder = try journal.write(
            Sample.run(id: late), from: Sample.sources, verdict: Sample.verdict)
        #expect(Scratch.setTime(of: folder.text + "/run.json", to: 1))
        #expect(try journal.list().map(\.id) == made + [late])
    }

    /// As runs; of a sweep nothing else is kept than its name.
    @Test func sweepsOfOneSecondAreInTheOrderInWhichTheyWereWritten() {
        let starts = ["20261129T181500Z-1-10", "20261129T181500Z-1-2"].map { name in
            let folder = SweepFolder("\(scratch.path)/\(name)")
            #expect(folder.start == nil)
            Scratch.makeFolder(folder.text)
            Scratch.write([], to: folder.text + "/sweep.json")
            let time = name.hasSuffix("0") ? 2 : 1
            #expect(Scratch.setTime(of: folder.text + "/sweep.json", to: time))
            return folder.start
        }
        let found = starts.compactMap { $0 }
        #expect(found.count == 2 && found[0] > found[1])
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
