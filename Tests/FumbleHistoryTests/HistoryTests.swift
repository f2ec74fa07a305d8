import FumbleHistory
import FumbleJournal
import FumbleModel
import Glibc
import SystemPackage
import Testing

/// The index: what it says, and that it says the same whatever becomes of it.
@Suite struct HistoryTests {
    @Test func itSaysAllThatTheFoldersSay() throws {
        let shelf = Shelf()
        try shelf.add("20260101T000000Z-1", recover: 60)
        try shelf.add("20260102T000000Z-1", recover: nil)
        try shelf.add("20251231T000000Z-1", of: "other", recover: 61.5)
        for history in [try shelf.read(), try shelf.read()] {
            #expect(history.note == nil)
            #expect(
                history.runs.map(\.id) == [
                    "20260101T000000Z-1", "20260102T000000Z-1", "20251231T000000Z-1",
                ])
            let run = try #require(history.runs.first)
            #expect(run.experiment == "drill")
            #expect(
                run.header
                    == RunHeader(
                        id: "20260101T000000Z-1", experiment: "drill", experimentHash: "abc",
                        fleetKind: "simulated", seed: .max, build: "0.1.0",
                        inputs: [Plan.Input(name: "typed", value: "44")]))
            #expect(run.status == .completed)
            #expect(run.outcome == .deviated)
            #expect(run.headline == "Down 3 min.")
            #expect(run.trouble == nil)
            #expect(run.files?.experiment == "drill.yaml")
            #expect(run.files?.fleetName == "fleet.yaml")
            #expect(run.when.map { "\($0)" } == "2026-01-01 00:00:00")
            let recovery = try #require(run.recovery(of: "get"))
            #expect(recovery == run.recovery(of: nil))
            #expect(recovery.injected == Instant(microseconds: 300_000_000))
            #expect(recovery.timeToRecover == .seconds(60))
            #expect(recovery.timeToDetect == nil)
            #expect(recovery.isUndetected)
            #expect(recovery.lostRequests == 12.5)
            #expect(recovery.depth == 0.25)
            #expect(recovery.relapses == 2)
            #expect(!recovery.isCensored)
            #expect(history.runs[1].recovery(of: "get")?.isCensored == true)
            #expect(history.runs[1].recovery(of: "get")?.observedFor == .seconds(900))
            let source = try #require(history.sources.first { $0.key == run.files?.key })
            #expect(source.method == "m")
            #expect(source.subsystems.map(\.name) == ["index"])
            #expect(source.subsystems.first?.growth == Growth(perYear: .percent(60)))
            #expect(source.subsystems.first?.rehearseEvery == .days(90))
        }
        #expect(shelf.asked.sources == 1)
    }

    /// Ten thousand runs are opened once; then only those that are new or were changed.
    @Test func onlyWhatIsNewIsRead() throws {
        let shelf = Shelf()
        let first = try shelf.add("20260101T000000Z-1")
        let many = 10_000
        for number in 2...many {
            let folder = "\(shelf.path)/drill/20260101T000000Z-\(number)"
            #expect(mkdir(folder, 0o755) == 0)
            // Of runs that were cut off at once there is little to read: it is their number that counts.
            Shelf.write(Array("{".utf8), to: "\(folder)/run.json")
        }
        #expect(try shelf.read().work.counts == [many, many, 0])
        #expect(try shelf.read().work.counts == [many, 0, 0])
        #expect(shelf.asked.sources == 1)
        try shelf.add("20260201T000000Z-1")
        Shelf.write([], to: "\(first.text)/verdict.json")
        Shelf.removeAll("\(shelf.path)/drill/20260101T000000Z-2")
        let changed = try shelf.read()
        #expect(changed.work.counts == [many, 2, 1])
        #expect(changed.runs.first { $0.id == "20260101T000000Z-1" }?.outcome == nil)
        #expect(try shelf.read().work.read == 0)
    }

    @Test func theEventsOfRunsThatWentDownAsAWholeAreAsked() throws {
        let shelf = Shelf()
        try shelf.add("20260101T000000Z-1", lowest: 1)
        try shelf.add("20260102T000000Z-1", lowest: 0)
        #expect(try shelf.read().runs.map(\.restarted) == [[], ["index"]])
        #expect(try shelf.read().runs.map(\.restarted) == [[], ["index"]])
        #expect(shelf.asked.restarts == 1)
    }

    /// Read anew and from the index: of one second it is not the seed that puts runs in order.
    @Test func runsOfOneSecondAreInTheOrderInWhichTheyBegan() throws {
        let shelf = Shelf()
        let made = ["2", "10", "1", "9", "30"].map { "20261129T181500Z-\($0)" }
        for (place, id) in made.enumerated().reversed() {
            try shelf.add(id, began: 1_795_976_100_000_000 + Int64(place))
        }
        for read in [5, 0] {
            let history = try shelf.read()
            #expect(history.runs.map(\.id) == made)
            #expect(history.work.read == read)
        }
        unlink(shelf.index)
        #expect(mkdir(shelf.index, 0o755) == 0)
        let without = try shelf.read()
        #expect(without.runs.map(\.id) == made)
        #expect(without.note != nil)
    }

    /// What may happen to the file, and whether it is told.
    enum Mishap: CaseIterable {
        case gone, empty, noDatabase, cutShort, pagesSpoiled, otherVersion, otherTables, isFolder
    }

    @Test(arguments: Mishap.allCases)
    func whateverBecomesOfItTheAnswerIsTheSame(_ mishap: Mishap) throws {
        let shelf = Shelf()
        for number in 1...40 {
            try shelf.add(
                "20260101T000000Z-\(number)", recover: number == 7 ? nil : Double(number),
                lowest: number % 2)
        }
        let before = try shelf.read()
        var bytes = Shelf.bytes(of: shelf.index)
        #expect(bytes.count > 8_192)
        var isTold = true
        switch mishap {
        case .gone:
            unlink(shelf.index)
            isTold = false
        case .empty:
            bytes = []
            isTold = false
        case .noDatabase: bytes = Array("mine, and no database at all, but long enough".utf8)
        case .cutShort: bytes = Array(bytes.prefix(bytes.count / 2))
        case .pagesSpoiled:
            for place in 4_096..<bytes.count { bytes[place] ^= 0x5A }
        case .otherVersion:
            bytes[63] ^= 1
            isTold = false
        case .otherTables: bytes = Self.renamed(bytes)
        case .isFolder:
            unlink(shelf.index)
            #expect(mkdir(shelf.index, 0o755) == 0)
        }
        if mishap != .gone, mishap != .isFolder { Shelf.write(bytes, to: shelf.index) }
        let after = try shelf.read()
        #expect(after.runs == before.runs)
        #expect(after.sources == before.sources)
        #expect((after.note != nil) == isTold, "\(after.note ?? "nothing was told")")
        let again = try shelf.read()
        #expect(again.runs == before.runs)
        // One that was made anew is kept; one that cannot be made is told each time.
        #expect(again.work.read == (mishap == .isFolder ? 40 : 0))
        #expect((again.note != nil) == (mishap == .isFolder))
    }

    /// The version stays, and a table has another name.
    private static func renamed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let (name, other) = (Array("recovery".utf8), Array("recovers".utf8))
        for place in 0..<(bytes.count - name.count)
        where Array(bytes[place..<(place + name.count)]) == name {
            bytes.replaceSubrange(place..<(place + name.count), with: other)
        }
        return bytes
    }

    /// What cannot be read is listed, with the reason.
    @Test func aRunThatIsNotWholeSaysWhy() throws {
        let shelf = Shelf()
        let newer = try shelf.add("20260101T000000Z-1")
        let cut = try shelf.add("20260102T000000Z-1")
        let bare = try shelf.add("20260103T000000Z-1")
        let spoiled = try shelf.add("20260104T000000Z-1")
        let unjudged = try shelf.add("20260105T000000Z-1")
        let text = String(decoding: Shelf.bytes(of: "\(newer.text)/run.json"), as: UTF8.self)
        let next = text.split(separator: "fumble.run/1", omittingEmptySubsequences: false)
            .joined(separator: "fumble.run/2")
        Shelf.write(Array(next.utf8), to: "\(newer.text)/run.json")
        let lines = Shelf.bytes(of: "\(cut.text)/run.jsonl")
        Shelf.write(Array(lines.dropLast(20)), to: "\(cut.text)/run.jsonl")
        unlink("\(bare.text)/run.json")
        Shelf.write(Array("{".utf8), to: "\(spoiled.text)/run.json")
        unlink("\(unjudged.text)/verdict.json")
        #expect(
            try shelf.read().runs.map(\.trouble) == [
                "it is written as fumble.run/2, and this fumble reads up to fumble.run/1",
                "run.jsonl is cut short", "run.json is missing", "run.json cannot be read",
                "it was not judged",
            ])
    }

    @Test func nothingIsWrittenWhereThereIsNoRun() throws {
        let shelf = Shelf()
        #expect(try shelf.read().runs.isEmpty)
        #expect(access(shelf.index, F_OK) != 0)
        #expect(throws: JournalError.self) {
            Shelf.write([], to: "\(shelf.path)/file")
            _ = try History.read(
                Journal(root: "\(shelf.path)/file"),
                by: RunExaminer(
                    source: { _, _, key in KeptSource(key: key, method: "", subsystems: []) },
                    restarted: { _, _ in [] }))
        }
    }

    /// Another process may be at it: then this one does without, and says so.
    @Test func anIndexInUseIsLeftAlone() throws {
        let shelf = Shelf()
        try shelf.add("20260101T000000Z-1")
        let before = try shelf.read()
        try shelf.add("20260102T000000Z-1")
        try IndexLock.held(on: shelf.index) {
            let during = try shelf.read()
            #expect(during.runs.count == 2)
            #expect(during.note?.contains("locked") == true, "\(during.note ?? "nothing")")
        }
        let after = try shelf.read()
        #expect(after.note == nil)
        #expect(after.runs.first == before.runs.first)
        #expect(after.work.read == 1)
    }
}

extension History.Work {
    fileprivate var counts: [Int] { [found, read, forgotten] }
}
