import Foundation
import Testing

/// Sweeps on disk: killed and gone on with, dealt out and put together, varied, and ended early.
@Suite(.timeLimit(.minutes(15))) struct SweepKeptTests {
    private static let lottery = """
          - at: 5m
            fault: {crash: {zone: a, count: input.crashed}}
            for: 10m
        """

    private func scene() throws -> SweepScene {
        let scene = try SweepScene()
        try scene.write(
            SweepScene.experiment(method: Self.lottery, name: "lottery"), to: "lottery.yaml")
        return scene
    }

    private func lines(_ scene: SweepScene, _ folder: String) throws -> [Substring] {
        try scene.text("\(folder)/seeds.jsonl").split(separator: "\n")
    }

    /// Starts a sweep, kills it when so many runs are finished, and waits until it is gone.
    private static let killer = """
        "$1" sweep lottery.yaml --seeds 1..60 --out kept --jobs 2 >/dev/null 2>&1 &
        pid=$!
        while kill -0 $pid 2>/dev/null; do
            [ "$(wc -l <kept/seeds.jsonl 2>/dev/null || echo 0)" -ge "$2" ] && break
        done
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        exit 0
        """

    @Test(arguments: [[0, 0, 1], [1, 20], [30, 31, 59]])
    func aKilledSweepGoesOnAndRunsNothingTwice(kills: [Int]) async throws {
        let scene = try scene()
        let whole = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..60", "--out", "whole", "--format", "json")
        var before: [Substring] = []
        for count in kills {
            _ = try await scene.run(
                "/bin/bash", ["-c", Self.killer, "kill", SweepScene.binary.path(), "\(count)"])
            let found = (try? scene.text("kept/seeds.jsonl")) ?? ""
            let after = found.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(after.starts(with: before))
            before = Array(after)
        }
        let resumed = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..60", "--out", "kept", "--format", "json")
        #expect(resumed.stdout == whole.stdout)
        #expect(resumed.status == whole.status)
        let lines = try lines(scene, "kept")
        #expect(lines.starts(with: before))
        #expect(lines.count == 60 && Set(lines).count == 60)
        #expect(try scene.text("kept/verdict.json") == whole.stdout)
        // Once more: all is there, and nothing is run.
        let again = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..60", "--out", "kept", "--format", "json")
        #expect(again.stdout == whole.stdout)
        #expect(again.stderr == "fumble: going on in kept: 60 runs are finished\n")
        #expect(try self.lines(scene, "kept") == lines)
    }

    @Test func resumeGoesOnWithTheNewest() async throws {
        let scene = try scene()
        #expect(
            try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..9", "--resume").status
                == 64)
        _ = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..5")
        let more = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..9", "--resume")
        #expect(more.stderr.contains(": 5 runs are finished"))
        let kept = scene.names(in: "Reports/sweeps/lottery")
        #expect(kept.count == 1)
        #expect(try lines(scene, "Reports/sweeps/lottery/\(kept[0])").count == 9)
    }

    @Test func anotherSweepsFolderIsRefused() async throws {
        let scene = try scene()
        _ = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..3", "--out", "kept")
        for arguments in [["--set", "crashed=5"], ["--vary", "crashed=4,5"], ["--swarm"]] {
            let ended = try await scene.run(
                SweepScene.binary.path(),
                ["sweep", "lottery.yaml", "--seeds", "1..3", "--out", "kept"] + arguments)
            #expect(ended.status == 64)
            #expect(ended.stderr.contains("will not write over kept"))
        }
        let text = try scene.text("lottery.yaml")
        try scene.write(text.replacing("at: 5m", with: "at: 6m"), to: "lottery.yaml")
        let changed = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..3", "--out", "kept")
        #expect(changed.status == 64)
        #expect(changed.stderr.contains("as its files were before they changed"))
    }

    @Test func shardsTogetherAreTheWhole() async throws {
        let scene = try scene()
        let whole = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "3..24", "--out", "whole", "--format", "json")
        for shard in 1...3 {
            _ = try await scene.fumble(
                "sweep", "lottery.yaml", "--seeds", "3..24", "--shard", "\(shard)/3", "--out",
                "s\(shard)")
        }
        let part = try await scene.fumble("merge", "s1", "s3")
        #expect(part.status == 1)
        #expect(part.stdout.contains("This is a part: 7 of 22 runs are missing."))
        try await aPartSaysSo(scene)
        let merged = try await scene.fumble(
            "merge", "s2", "s1", "s3", "--out", "merged", "--format", "json")
        #expect(merged.stdout == whole.stdout)
        #expect(merged.status == whole.status)
        #expect(
            try lines(scene, "merged").sorted() == lines(scene, "whole").sorted())
        _ = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..2", "--set", "crashed=3", "--out", "other")
        let foreign = try await scene.fumble("merge", "s1", "other")
        #expect(foreign.status == 64)
        #expect(
            foreign.stderr.contains("other is no shard of s1: its sweep was given other inputs"))
    }

    /// A merge that lacks a shard is told to be a part on either side, by itself and as a baseline.
    private func aPartSaysSo(_ scene: SweepScene) async throws {
        _ = try await scene.fumble("merge", "s1", "s3", "--out", "part")
        let made = try await scene.fumble("baseline", "part")
        #expect(made.stderr.contains("is a part, and says so: 7 of 22 runs are missing"))
        let baseline = "Reports/baselines/lottery.json"
        #expect(try scene.text(baseline).contains("\"missing\": \"7 of 22 runs are missing\""))
        for (base, head, part) in [
            ("part", "whole", "part"), (baseline, "whole", baseline), ("whole", "part", "part"),
        ] {
            let told = try await scene.fumble("compare", base, head)
            #expect(told.stdout.contains("\(part) is a part: 7 of 22 runs are missing"))
            #expect(told.status == 0)
            let gated = try await scene.fumble(
                "compare", base, head, "--gate", "time-to-recover:5%")
            #expect(gated.status == 2)
        }
    }

    @Test func variedInputsAreToldBySetting() async throws {
        let scene = try scene()
        let sweep = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..6", "--vary", "crashed=3..7:2", "--format",
            "json")
        let found = try sweep.json()
        let settings = try #require(found["settings"] as? [[String: Any]])
        #expect(
            settings.compactMap { ($0["inputs"] as? [String: String])?["crashed"] } == [
                "3", "5", "7",
            ])
        let seeds = try #require(found["seeds"] as? [[String: Any]])
        #expect(seeds.count == 18)
        let groups = try #require(found["groups"] as? [[String: Any]])
        let again = try #require(groups.first?["again"] as? String)
        #expect(again.hasSuffix("--set crashed=7") || again.hasSuffix("--set crashed=5"))
        let text = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..6", "--vary", "crashed=3..7:2")
        #expect(text.stdout.hasPrefix("lottery, seeds 1 to 6 on 3 settings: "))
        #expect(text.stdout.contains("\nBy setting"))
        // Each run of the sweep is what its own run is.
        let row = try #require(seeds.last)
        let run = try await scene.fumble(
            "run", "lottery.yaml", "--seed", "6", "--set", "crashed=7", "--format", "json")
        #expect(try run.json()["events_hash"] as? String == row["events_hash"] as? String)
        let mistyped = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..6", "--vary", "crashd=3..7")
        #expect(mistyped.status == 65 && mistyped.stderr.contains("did you mean `crashed`"))
    }

    @Test func aSweepEndsEarlyWhenItKnowsEnough() async throws {
        let scene = try scene()
        let arguments = ["sweep", "lottery.yaml", "--seeds", "1..400", "--set", "crashed=9"]
        let outputs = try await ["1", "3"].asyncMap { jobs in
            try await scene.run(
                SweepScene.binary.path(),
                arguments + ["--until-within", "10%", "--jobs", jobs, "--format", "json"])
        }
        #expect(outputs[0].stdout == outputs[1].stdout)
        let found = try outputs[0].json()
        let precision = try #require(found["precision"] as? [String: Any])
        #expect(precision["reached"] as? Bool == true)
        let seeds = try #require(found["seeds"] as? [[String: Any]])
        #expect(seeds.count < 400 && seeds.count == precision["seeds"] as? Int)
        #expect((precision["setting"] as? [String: String])?.isEmpty == true)
        // Of several settings it says which is known the least.
        let varied = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..30", "--vary", "crashed=8,9", "--until-within",
            "10%")
        #expect(varied.stdout.contains(/with crashed [89] the\s+median\s+time to recover/))
    }

    @Test func withoutADiskTheSweepIsToldAndNotKept() async throws {
        let scene = try scene()
        try scene.write("", to: "file")
        let ended = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..4", "--out", "file/kept")
        #expect(ended.status == 74)
        #expect(ended.stderr.contains("cannot make file"))
        #expect(ended.stdout.hasPrefix("lottery, seeds 1 to 4: "))
    }

    @Test func usage() async throws {
        let scene = try scene()
        for arguments in [
            ["--shard", "0/3"], ["--shard", "4/3"], ["--vary", "crashed"],
            ["--vary", "crashed=5..1"],
            ["--vary", "crashed=1,2", "--set", "crashed=3"], ["--until-within", "2"],
            ["--until-within", "2%", "--shard", "1/2"], ["--resume", "--out", "kept"],
        ] {
            let ended = try await scene.run(
                SweepScene.binary.path(), ["sweep", "lottery.yaml", "--seeds", "1..2"] + arguments)
            #expect(ended.status == 64, "\(arguments)")
        }
        #expect(try await scene.fumble("merge", "nowhere").status == 74)
    }
}
