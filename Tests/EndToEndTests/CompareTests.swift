import Foundation
import Testing

/// Sweeps compared by the command: its forms, its exit statuses, its baselines.
@Suite(.timeLimit(.minutes(15))) struct CompareTests {
    private static let lottery = """
          - at: 5m
            fault: {crash: {zone: a, count: input.crashed}}
            for: 10m
        """

    /// Two sweeps of one experiment: in the second more servers crash, as on a smaller fleet.
    private func scene() async throws -> SweepScene {
        let scene = try SweepScene()
        try scene.write(
            SweepScene.experiment(method: Self.lottery, name: "lottery"), to: "lottery.yaml")
        let fleet = try scene.text("fleets/store.yaml")
        _ = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..40", "--out", "base")
        try scene.write(
            fleet.replacing("index, count: 10,", with: "index, count: 8,"), to: "fleets/store.yaml")
        _ = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..40", "--out", "head")
        return scene
    }

    @Test func aSmallerFleetFailsInEveryForm() async throws {
        let scene = try await scene()
        let json = try await scene.fumble("compare", "base", "head", "--format", "json")
        #expect(json.status == 1)
        let found = try json.json()
        #expect(found["schema"] as? String == "fumble.comparison/1")
        #expect(found["pairs"] as? Int == 40)
        let headline = try #require(found["headline"] as? String)
        let regressions = try #require(found["regressions"] as? [[String: Any]])
        #expect(!regressions.isEmpty && headline.contains(": fails"))
        for (format, part) in [
            ("text", "Worse than before"), ("junit", "type=\"deviated\""),
            ("markdown", "Worse than before"), ("github", "::error "),
            ("html", "Worse than before"), ("csv", "time-to-recover,seconds,"),
            ("prometheus", "compare_ratio{"),
        ] {
            let told = try await scene.fumble("compare", "base", "head", "--format", format)
            #expect(told.status == 1)
            #expect(told.stdout.contains(part), "\(format)")
            #expect(
                told.stdout
                    == (try await scene.fumble(
                        "compare", "base", "head", "--format", format)).stdout)
        }
        let same = try await scene.fumble(
            "compare", "base", "base", "--gate", "lost-requests:5%", "--gate",
            "get.time-to-recover:0%")
        #expect(same.status == 0)
        #expect(same.stdout.contains("requests lost are the same, over 40 paired seeds"))
    }

    @Test func aBaselineIsReadAsTheSweepItWasMadeOf() async throws {
        let scene = try await scene()
        let made = try await scene.fumble("baseline", "base", "--name", "nightly")
        #expect(made.stdout == "Reports/baselines/nightly.json: 40 runs of lottery\n")
        let text = try scene.text("Reports/baselines/nightly.json")
        #expect(text.split(separator: "\n").count { $0.contains("\"seed\":") } == 40)
        let baseline = "Reports/baselines/nightly.json"
        let gate = ["--gate", "lost-requests:1%", "--format", "json"]
        let outputs = try await ["base", baseline].asyncMap { base in
            try await scene.run(SweepScene.binary.path(), ["compare", base, "head"] + gate)
        }
        #expect(outputs.allSatisfy { $0.status == 1 })
        let named = outputs[1].stdout.replacing(baseline, with: "base")
        let isTheSame = outputs[0].stdout == named
        #expect(isTheSame)
        // What fumble sweep prints is read too, and makes the same baseline.
        _ = try await scene.run(
            "/bin/bash", ["-c", "cp base/verdict.json b.json"])
        _ = try await scene.fumble("baseline", "b.json", "--name", "again")
        #expect(try scene.text("Reports/baselines/again.json") == text)
    }

    @Test func knownDeviationsHaveAnOwnerAndADay() async throws {
        let scene = try await scene()
        let found = try await scene.fumble("compare", "base", "head", "--format", "json").json()
        let keys = try #require(found["regressions"] as? [[String: Any]])
            .compactMap { $0["key"] as? String }
        let entries = keys.map {
            "  - {deviation: \($0), owner: storage-oncall, until: 2026-12-31, because: two fewer}\n"
        }.joined()
        try scene.write("fumble: known-deviations/v1\nknown:\n" + entries, to: "known.yaml")
        let before = try await scene.fumble(
            "compare", "base", "head", "--known", "known.yaml", "--today", "2026-12-31")
        #expect(before.status == 0)
        #expect(before.stdout.contains("storage-oncall has it until 2026-12-31: two fewer"))
        let after = try await scene.fumble(
            "compare", "base", "head", "--known", "known.yaml", "--today", "2027-01-01")
        #expect(after.status == 1)
        #expect(after.stdout.contains("and counts again"))
        try scene.write(
            "fumble: known-deviations/v1\nknown:\n  - {deviation: x, ownr: me, until: 2026-02-30}\n",
            to: "broken.yaml")
        let broken = try await scene.fumble("compare", "base", "head", "--known", "broken.yaml")
        #expect(broken.status == 65)
        #expect(broken.stderr.contains("did you mean `owner`?"))
        #expect(broken.stderr.contains("must be a day"))
    }

    @Test func whatCannotBeComparedIsNamed() async throws {
        let scene = try await scene()
        let method = try scene.text("lottery.yaml").replacing("for: 10m", with: "for: 11m")
        try scene.write(method, to: "lottery.yaml")
        _ = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "1..2", "--out", "longer")
        try scene.write(method.replacing("for: 11m", with: "for: 10m"), to: "lottery.yaml")
        _ = try await scene.fumble("sweep", "lottery.yaml", "--seeds", "80..81", "--out", "later")
        for (other, status, words) in [
            ("longer", Int32(64), "`method` differs"),
            ("later", 64, "no seed and setting in common"),
            ("nowhere", 74, "no such file or folder"),
            ("lottery.yaml", 74, "no sweep and no baseline"),
            ("fleets", 74, "no run that can be read"),
        ] {
            let ended = try await scene.fumble("compare", "base", other)
            #expect(ended.status == status, "\(other)")
            #expect(ended.stderr.contains(words), "\(ended.stderr)")
            #expect(ended.stdout == "")
        }
        // A sweep cut short is compared as far as it goes, and says so.
        let lines = try scene.text("head/seeds.jsonl")
        try scene.write(String(lines.prefix(lines.count / 2)), to: "head/seeds.jsonl")
        _ = try await scene.run("/bin/bash", ["-c", "rm head/verdict.json"])
        let part = try await scene.fumble("compare", "base", "head")
        #expect(part.stdout.contains("head is a part: "))
    }

    @Test(arguments: [
        "compare a", "compare a b --gate recover:5%", "compare a b --gate time-to-recover:5",
        "compare a b --today tomorrow", "baseline x --name a/b",
        "compare a b --gate time-to-heal:1% --gate time-to-heal:2%",
    ])
    func usage(line: String) async throws {
        let scene = try SweepScene()
        let ended = try await scene.run(
            SweepScene.binary.path(), line.split(separator: " ").map(String.init))
        #expect(ended.status == 64)
    }
}
