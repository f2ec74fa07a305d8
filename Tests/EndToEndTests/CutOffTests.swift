import Foundation
import Testing

/// A record cut off at any byte is read, judged as far as it goes, and called what it is.
@Suite(.timeLimit(.minutes(30))) struct CutOffTests {
    private static let cuts = 200
    private static let documented: [Outcome.Status] = [0, 1, 2, 3, 71, 74]

    @Test func isJudgedAsFarAsItGoes() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        try await scene.fumble("run", file, "--out", "one")
        let lines = scene.folder.appending(path: "one/run.jsonl")
        let whole = try Data(contentsOf: lines)
        #expect(whole.count > Self.cuts)
        for cut in 0..<Self.cuts {
            let end = cut * whole.count / Self.cuts
            try whole.prefix(end).write(to: lines)
            let judged = try await scene.fumble("judge", "one")
            #expect(Self.documented.contains(judged.status), "cut at \(end)")
            #expect(judged.stderr.contains("this run is not whole"), "cut at \(end)")
        }
        try whole.write(to: lines)
        let judged = try await scene.fumble("judge", "one")
        #expect(judged.stderr == "")
        #expect(judged.status == 1)
    }

    /// What is read is told for what it is in every form, and not on standard error alone.
    @Test(arguments: ["text", "json", "junit", "markdown", "html", "postmortem", "github"])
    func everyFormSaysThatItIsNotWhole(_ format: String) async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        try await scene.fumble("run", file, "--out", "one")
        let whole = try await scene.fumble("report", "one", "--format", format)
        let text = try scene.text("one/run.jsonl")
        try scene.write(String(text.prefix(2_000)), to: "one/run.jsonl")
        let told = try await scene.fumble("report", "one", "--format", format)
        #expect(told.stdout.contains("Cut off after "))
        #expect(!whole.stdout.contains("Cut off"))
        guard format != "github" else { return }
        #expect(told.stdout.contains(format == "json" ? "\"missing\": \"the" : "the record ends"))
        #expect(!whole.stdout.contains("the record ends"))
        if format == "json" {
            #expect(try told.verdict().headline.hasPrefix("Cut off after "))
        }
    }

    /// What had not come by then might have come: no form says that it did not.
    @Test(arguments: ["text", "json", "markdown", "html", "postmortem"])
    func whatIsNotKnownIsNotClaimed(_ format: String) async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try await scene.fumble("run", file, "--out", "one")
        let lines = try scene.text("one/run.jsonl").split(
            separator: "\n", omittingEmptySubsequences: false)
        // Within the guarded arm, before its line is typed, and without the last.
        let arm = try #require(lines.firstIndex { $0.contains(#"{"arm":"guarded"}"#) })
        try scene.write(
            lines[...(arm + 2)].joined(separator: "\n") + "\n", to: "one/run.jsonl")
        let told = try await scene.fumble("report", "one", "--format", format)
        #expect(told.stdout.contains("not known (cut off)"))
        // The arm as meant is whole.
        let claims = [
            "never asked", "(run completed)", #""status": "completed""#,
            "nothing would have broken", "never left tolerance", "Nobody was disturbed",
        ]
        for claim in claims { #expect(!told.stdout.contains(claim), "\(claim)") }
        #expect(!told.stdout.contains("0 events"))
        guard format == "json" else { return }
        #expect(told.stdout.contains("\n  \"events\": null,\n  \"events_hash\": null\n}"))
        // The arm as meant came to its end, and is counted.
        let verdict = try #require(told.json() as? [String: Any])
        let arms = try #require(verdict["arms"] as? [String: [String: Any]])
        #expect(arms["meant"]?["events"] is Int && arms["meant"]?["events_hash"] is String)
        #expect(arms["guarded"]?["events"] is NSNull)
    }

    /// A run whose other files are gone or spoilt is refused in a sentence.
    @Test(
        arguments: ["experiment.yaml", "fleet.yaml", "run.json", "run.jsonl"], ["gone", "spoilt"])
    func aSpoiltFileIsToldInWords(_ name: String, how: String) async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try await scene.fumble("run", file, "--out", "one")
        if how == "gone" {
            try FileManager.default.removeItem(at: scene.folder.appending(path: "one/\(name)"))
        } else {
            try scene.write("\u{0}{]", to: "one/\(name)")
        }
        let judged = try await scene.fumble("judge", "one")
        #expect((Self.documented + [64, 65]).contains(judged.status))
        #expect(judged.stderr != "")
        #expect(!judged.stderr.contains("Fatal error"))
    }

    @Test func aReplayOfWhatWasCutOffIsNoBugOfOurs() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try await scene.fumble("run", file, "--out", "one")
        let text = try scene.text("one/run.jsonl")
        try scene.write(String(text.prefix(text.count / 2)), to: "one/run.jsonl")
        let replayed = try await scene.fumble("replay", "one")
        #expect(replayed.status == 0)
        #expect(replayed.stderr.contains("cut short, so the two were not compared"))
    }
}
