import Foundation
import Testing

/// `--events`: every event and window of a run as it happens; and what is shown while it goes on.
@Suite(.timeLimit(.minutes(30))) struct EventStreamTests {
    private struct Line: Decodable {
        let what: String
        let schema: String?
        let arm: String?
        let event: Int?
        let window: Int?
    }

    private func lines(_ text: String) throws -> [Line] {
        try text.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func everyEventAndWindowIsThereOnceAndInOrder() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("run", file, "--events", "events.jsonl")
        #expect(ended.status == 0)
        let lines = try lines(try scene.text("events.jsonl"))
        #expect(lines.first?.what == "run-began")
        #expect(lines.first?.schema == "fumble.event/1")
        #expect(lines.last?.what == "run-ended")
        for arm in ["meant", "guarded", "unguarded"] {
            let own = lines.filter { $0.arm == arm }
            #expect(own.compactMap(\.window) == Array(0..<120))
            #expect(own.compactMap(\.event) == Array(0..<own.count { $0.event != nil }))
            #expect(own.count { $0.event != nil } > 5)
        }
    }

    /// Watching changes nothing: the same report, the same hash over all events.
    @Test func watchingChangesNothing() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let alone = try await scene.fumble(
            "run", file, "--id", "one", "--out", "one", "--format", "json", "--quiet")
        let watched = try await scene.fumble(
            "run", file, "--id", "one", "--out", "one", "--format", "json", "--events",
            "events.jsonl")
        #expect(alone.stdout == watched.stdout)
        #expect(watched.stderr == "")
    }

    /// `Reports/events.md` names every sort of line that runs of all sorts write.
    @Test func everySortOfLineIsDocumented() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017", "Experiments/more-than-capacity")
        let line = "\(Checkout.binary) run s3-2017/*.yaml more-than-capacity/*.yaml --quiet"
        let ended = try await scene.run(
            "/bin/sh", ["-c", "\(line) --events events.jsonl >/dev/null"])
        #expect(ended.status == 0)
        let sorts = Set(try lines(try scene.text("events.jsonl")).map(\.what))
        #expect(sorts.count > 25)
        let page = try Checkout.text("Reports/events.md")
        #expect(sorts.filter { !page.contains("`\($0)`") } == [])
    }

    @Test func standardOutputIsTheReports() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("run", file, "--events", "-")
        #expect(ended.status == 64)
        #expect(ended.stderr.contains("standard output carries the report"))
        #expect(!scene.exists("Reports"))
    }

    @Test func aStreamThatCannotBeMadeRunsNothing() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("run", file, "--events", "none/events.jsonl")
        #expect(ended.status == 74)
        #expect(
            ended.stderr == "fumble: cannot write none/events.jsonl: No such file or directory\n")
        #expect(!scene.exists("Reports"))
    }

    /// A full disk under the stream is told, and the run is kept and reported all the same.
    @Test func aFullDiskUnderTheStreamLosesNoRun() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("run", file, "--events", "/dev/full")
        #expect(ended.status == 74)
        #expect(ended.stderr == "fumble: cannot write /dev/full: No space left on device\n")
        #expect(ended.stdout.hasPrefix("Refused in "))
        let run = try scene.onlyRun()
        #expect(try await scene.fumble("judge", run).status == 0)
    }

    /// The report failed; the run is whole, and says the same when it is asked again.
    @Test func aRunIsKeptBeforeItsReportIsWritten() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        for format in ["text", "html", "junit", "postmortem"] {
            let out = "kept-\(format)"
            let line = "\(Checkout.binary) run \(file) --format \(format) --out \(out) >/dev/full"
            let ended = try await scene.run("/bin/sh", ["-c", line])
            #expect(ended.status == 74)
            #expect(scene.exists("\(out)/verdict.json"))
            let judged = try await scene.fumble("judge", out, "--format", "json")
            #expect(judged.status == 1)
            #expect(judged.stdout == (try scene.text("\(out)/verdict.json")))
        }
    }

    /// A folder that nobody may write into: the reason by name, before anything is run.
    @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("run", file, "--out", "/proc/fumble-run")
        #expect(ended.status == 74)
        #expect(ended.stderr.contains("fumble: cannot make /proc/"))
        #expect(ended.stdout.isEmpty)
    }
}
