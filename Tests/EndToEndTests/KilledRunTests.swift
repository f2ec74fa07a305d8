import Foundation
import Testing

/// What a run on real processes leaves to read when somebody is killed.
@Suite(.timeLimit(.minutes(15))) struct KilledRunTests {
    private static let hang =
        "{at: 10s, fault: {hang: {of: pages, count: 2 servers}}, for: 15s}"

    /// Well into the fault, however slowly the servers start.
    private static let within = 20_000

    @Test func whoseRunnerIsKilledIsListedAsCutOff() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene, step: Self.hang)
        _ = try await scene.killing(.runner, afterMilliseconds: Self.within, orOnce: "injected")
        let run = try scene.onlyRun()
        let lines = try scene.text(run + "/run.jsonl").split(separator: "\n")
        scene.expectUndoBeforeEachInjection(run)
        let last = try #require(lines.last)
        #expect(last.contains("the runner died; the keeper ended 4 processes; all was gone after "))
        #expect(lines.contains { $0.contains("hang comes next; what undoes it: resume web-") })

        let listed = try await scene.marked("list")
        #expect(listed.status == 0)
        #expect(listed.stdout.contains("cut off       pages\n"))
        #expect(listed.stdout.contains("not whole: its runner died before its end"))
        #expect(listed.stderr == "", "the keeper left nothing")
        let judged = try await scene.marked("judge", "pages")
        #expect(judged.status == 71)
        #expect(judged.stdout.hasPrefix("Cut off after "))
        #expect(judged.stderr.contains("this run is not whole: its runner died before its end"))
        let report = try await scene.marked("report", "pages", "--format", "json")
        #expect(report.stdout.contains("\"missing\": \"its runner died"))
        let pruned = try await scene.marked("prune", "--keep", "0")
        #expect(pruned.stdout == "removed \(run)\n")
        #expect(!scene.exists(run))
    }

    @Test func whoseRunnerAndKeeperAreKilledIsToldByTheNextCommand() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene, step: Self.hang)
        _ = try await scene.killing(.both, afterMilliseconds: Self.within, orOnce: "injected")
        let folder = try #require(scene.folders().first)
        for words in [
            ["list"], ["doctor"], ["plan", "drill.yaml", "--on", "processes"], ["recover"],
        ] {
            let told = try await scene.run(
                Checkout.binary, words, environment: scene.marking)
            #expect(told.status == 0)
            #expect(told.stderr.hasPrefix("fumble: warning: a run of pages, begun 20"), "\(words)")
            #expect(told.stderr.contains(" UTC, was killed with its keeper and left "))
            #expect(told.stderr.contains(folder))
            #expect(told.stderr.contains("`fumble recover` removes it") == (words != ["recover"]))
            #expect(!told.stdout.contains("warning"))
        }
        #expect(scene.folders() == [])
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl").split(separator: "\n")
        #expect(lines.last?.contains("`fumble recover` removed /") == true)
        let after = try await scene.marked("list")
        #expect(after.stderr == "")
        #expect(after.stdout.contains("cut off"))
    }

    @Test func whoseKeeperIsKilledSaysOnceWhatTheKernelDid() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene, step: Self.hang)
        let killed = try await scene.killing(
            .keeper, afterMilliseconds: Self.within, orOnce: "injected")
        #expect(killed.status == 71)
        let run = try scene.onlyRun()
        let judged = try await scene.marked("report", "pages", "--format", "json")
        let headline = try judged.verdict().headline
        #expect(
            headline.hasPrefix(
                "Failed: the keeper died, and the kernel ended the servers with it; "))
        if Tool.groups { #expect(headline.hasSuffix("; nothing of them is left.")) }
        #expect(try !scene.text(run + "/run.jsonl").contains("was not undone"))
        #expect(scene.folders() == [])
    }

    /// Told before the first server is started.
    @Test(arguments: [
        ("/proc/none/run", "/proc/none"), ("/proc/run", "/proc/run"),
        ("drill.yaml/run", "drill.yaml"),
    ])
    func aPlaceThatCannotBeWrittenIsToldAtOnce(place: String, made: String) async throws {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene)
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes", "--out", place)
        #expect(ended.status == 74)
        #expect(ended.stdout == "")
        #expect(ended.stderr.hasPrefix("fumble: cannot make \(made): "), "\(ended.stderr)")
        #expect(ended.stderr.hasSuffix("; nothing was started\n"))
    }
}

extension Scene {
    /// Before each line that says what was injected is one that says what undoes it.
    func expectUndoBeforeEachInjection(_ run: String) {
        let lines = ((try? text(run + "/run.jsonl")) ?? "").split(separator: "\n")
        for (place, line) in lines.enumerated() where line.contains("{\"injected\":") {
            let isTold = lines[..<place].contains { $0.contains(" comes next; ") }
            #expect(isTold, "\(line)")
        }
    }
}
