import Foundation
import Testing

/// Runs on disk: judged again, replayed, reported, listed and pruned.
@Suite(.timeLimit(.minutes(30))) struct StoredRunTests {
    /// The first report, a judgement and a replay are the same bytes, and end the same way.
    @Test(arguments: ["json", "text", "junit", "markdown", "github"])
    func judgedAndReplayedItIsTheSame(_ format: String) async throws {
        for drill in [Drill.confirmed, .deviated, .inconclusive, .stopped] {
            let scene = try Scene()
            let file = try drill.write(to: scene)
            let first = try await scene.fumble("run", file, "--format", format, "--seed", "7")
            let run = try scene.onlyRun()
            let before = try scene.text(run + "/verdict.json")
            for command in ["judge", "replay"] {
                let again = try await scene.fumble(command, drill.rawValue, "--format", format)
                #expect(again.stdout == first.stdout, "\(command) of \(drill)")
                #expect(again.status == first.status, "\(command) of \(drill)")
            }
            let report = try await scene.fumble("report", run, "--format", format)
            #expect(report.stdout == first.stdout)
            #expect(report.status == 0)
            #expect(try scene.text(run + "/verdict.json") == before)
        }
    }

    /// The sources are those of the run, whatever became of the files since.
    /// A rerun takes the place of its own run, and of no other experiment's.
    @Test func anotherExperimentsRunStaysWhereItIs() async throws {
        let scene = try Scene()
        let (one, other) = (
            try Drill.confirmed.write(to: scene), try Drill.deviated.write(to: scene)
        )
        try await scene.fumble("run", one, "--out", "kept", "--id", "first")
        let before = try scene.text("kept/run.jsonl")
        let refused = try await scene.fumble("run", other, "--out", "kept")
        #expect(refused.status == 74)
        #expect(refused.stdout == "")
        #expect(
            refused.stderr == """
                fumble: will not write over kept: it holds run first of confirmed, and this is one \
                of deviated: give another folder; nothing was started

                """)
        #expect(try scene.text("kept/run.jsonl") == before)
        let again = try await scene.fumble("run", one, "--out", "kept", "--seed", "2")
        #expect(again.status == 0 && again.stderr == "")
        #expect(try scene.text("kept/run.jsonl") != before)
    }

    /// Before it is run, not after.
    @Test func aFolderThatCannotBeWrittenIsFoundFirst() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try scene.write("mine", to: "taken")
        let ended = try await scene.fumble("run", file, "--out", "taken/one")
        #expect(ended.status == 74)
        #expect(ended.stdout == "")
        #expect(ended.stderr.hasSuffix("; nothing was started\n"), "\(ended.stderr)")
        #expect(!ended.stderr.isEmpty && scene.names(below: ".").contains("taken"))
    }

    @Test func theRunKeepsItsOwnSources() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let first = try await scene.fumble(
            "run", file, "--format", "json", "--set", "gets=150/s", "--set", "settle=2m")
        try scene.write("fumble: experiment/v1\n", to: file)
        try scene.write("fumble: fleet/v1\n", to: "fleet.yaml")
        let replayed = try await scene.fumble("replay", "confirmed", "--format", "json")
        #expect(replayed.stdout == first.stdout)
        #expect(replayed.stderr.contains("the same as before"))
    }

    @Test func aRunIsNamedByFolderIdOrExperiment() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try await scene.fumble("run", file, "--id", "first", "--seed", "1")
        try await scene.fumble("run", file, "--id", "second", "--seed", "2")
        for (name, seed) in [
            ("Reports/runs/confirmed/first", 1), ("first", 1), ("second", 2), ("confirmed", 2),
        ] as [(String, UInt64)] {
            let judged = try await scene.fumble("judge", name, "--format", "json")
            #expect(try judged.verdict().seed == seed, "\(name)")
        }
    }

    /// Of one second, the newest is the one that was begun last, not the one of the greatest seed.
    @Test func theNewestOfOneSecondIsTheOneBegunLast() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        for seed in ["2", "10", "9", "1"] {
            try await scene.fumble(
                "run", file, "--seed", seed, "--id", "20261129T181500Z-\(seed)")
        }
        #expect(
            try listed(try await scene.fumble("list", "--format", "json")).map(\.run)
                == ["2", "10", "9", "1"].map { "20261129T181500Z-\($0)" })
        let judged = try await scene.fumble("judge", "confirmed", "--format", "json")
        #expect(try judged.verdict().seed == 1)
        let last = try await scene.fumble("list", "--limit", "1")
        #expect(last.stdout.contains("20261129T181500Z-1"))
        try await scene.fumble("prune", "--keep", "2")
        let left = try listed(try await scene.fumble("list", "--format", "json"))
        #expect(left.map(\.run) == ["20261129T181500Z-9", "20261129T181500Z-1"])
    }

    /// Experiments that are run together share an id: then it names none of them, and the report
    /// says what does.
    @Test func anIdOfSeveralRunsIsRefused() async throws {
        let scene = try Scene()
        for drill in [Drill.confirmed, .deviated] {
            try await scene.fumble("run", try drill.write(to: scene), "--id", "shared")
        }
        for command in ["judge", "replay", "report"] {
            let refused = try await scene.fumble(command, "shared")
            #expect(refused.status == 64)
            #expect(refused.stdout == "")
            #expect(
                refused.stderr.contains(
                    "'shared' is the id of 2 runs: say which of confirmed/shared, "
                        + "deviated/shared"), "\(refused.stderr)")
        }
        for drill in [Drill.confirmed, .deviated] {
            let name = "\(drill.rawValue)/shared"
            let told = try await scene.fumble("report", name)
            #expect(told.stdout.contains("again with: fumble replay \(name)"))
            let judged = try await scene.fumble("judge", name, "--format", "json")
            #expect(try judged.verdict().experiment == drill.rawValue)
        }
    }

    @Test func runsOfOneNameDoNotWriteOverEachOther() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        for _ in 0..<3 { try await scene.fumble("run", file, "--id", "drill") }
        let folders = scene.names(below: "Reports/runs/confirmed").filter { !$0.contains("/") }
        #expect(folders == ["drill", "drill-2", "drill-3"])
    }

    @Test func listsAndPrunes() async throws {
        let scene = try Scene()
        let empty = try await scene.fumble("list", "--format", "json")
        #expect(empty.status == 0)
        #expect(try listed(empty).isEmpty)
        for drill in [Drill.confirmed, .deviated] {
            let file = try drill.write(to: scene)
            for id in ["20260101T000000Z-1", "20260201T000000Z-1", "20260301T000000Z-1"] {
                try await scene.fumble("run", file, "--id", id)
            }
        }
        let all = try await scene.fumble("list", "--format", "json")
        #expect(all.stderr == "")
        #expect(
            try listed(all).compactMap(\.outcome).sorted() == [
                "confirmed", "confirmed", "confirmed", "deviated", "deviated", "deviated",
            ])
        #expect(try listed(all).first?.when == "2026-01-01 00:00:00")
        let text = try await scene.fumble("list")
        #expect(text.stdout.contains("20260301T000000Z-1"))

        let before = try await scene.fumble("prune", "--before", "20260115T000000Z")
        #expect(before.status == 0)
        #expect(
            before.stdout == """
                removed Reports/runs/confirmed/20260101T000000Z-1
                removed Reports/runs/deviated/20260101T000000Z-1

                """)
        #expect(before.stderr == "2 runs removed\n")
        let keep = try await scene.fumble("prune", "--keep", "1")
        #expect(keep.stderr == "2 runs removed\n")
        let left = try listed(try await scene.fumble("list", "--format", "json"))
        #expect(left.map(\.run) == ["20260301T000000Z-1", "20260301T000000Z-1"])
        #expect(scene.exists("confirmed.yaml"))
    }

    /// What is printed as the way to look at a run again is one.
    @Test func againIsACommandThatWorks() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let kept = try await scene.fumble("run", file)
        let chosen = try await scene.fumble("run", file, "--out", "my run", "--seed", "5")
        let told = try await scene.fumble("report", "my run")
        for (ended, seed) in [(kept, 1), (chosen, 5), (told, 5)] {
            let words = ended.stdout.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let again = try #require(words.firstMatch(of: /again with: fumble (.+)$/)?.1)
            let line = "\(Checkout.binary) \(again)"
            let replayed = try await scene.run("/bin/sh", ["-c", line])
            #expect(replayed.status == 0, "\(line)")
            #expect(replayed.stdout.contains("seed \(seed),"))
        }
        // What is not kept is run again.
        let bare = try Scene()
        try Drill.confirmed.write(to: bare)
        try bare.write("mine", to: "Reports")
        let unkept = try await bare.fumble("run", file)
        #expect(unkept.status == 74)
        #expect(unkept.stdout.contains("again with: fumble run confirmed.yaml --seed 1\n"))
    }

    /// What others put into a run's folder is nobody's to remove.
    @Test func pruningLeavesWhatIsNotOurs() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try await scene.fumble("run", file, "--id", "one")
        try scene.write("mine", to: "Reports/runs/confirmed/one/notes.txt")
        try scene.write("mine", to: "Reports/runs/elsewhere/notes.txt")
        #expect(try await scene.fumble("prune", "--keep", "0").status == 0)
        #expect(
            scene.names(below: "Reports/runs").filter { $0.hasSuffix(".txt") } == [
                "confirmed/one/notes.txt", "elsewhere/notes.txt",
            ])
        #expect(!scene.exists("Reports/runs/confirmed/one/run.jsonl"))
    }

    @Test func aListThatCannotBeReadIs74() async throws {
        let scene = try Scene()
        try scene.write("mine", to: "runs")
        for line in [["list"], ["prune", "--keep", "1"], ["judge", "one"]] {
            let ended = try await scene.run(
                Checkout.binary, line + ["--runs", "runs"])
            #expect(ended.status == 74)
            #expect(ended.stdout == "")
            #expect(ended.stderr.hasPrefix("fumble: "))
        }
    }

    private struct Listed: Decodable {
        let run: String
        let when: String
        let outcome: String?
    }

    private struct Runs: Decodable {
        let schema: String
        let runs: [Listed]
    }

    private func listed(_ ended: Outcome) throws -> [Listed] {
        try JSONDecoder().decode(Runs.self, from: Data(ended.stdout.utf8)).runs
    }
}
