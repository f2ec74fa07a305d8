import Testing

/// Every exit status that can be provoked from outside, with what is printed and left beside it.
@Suite(.timeLimit(.minutes(30))) struct ExitStatusTests {
    @Test(
        arguments: [
            (Drill.confirmed, 0, "confirmed", "completed"),
            (.deviated, 1, "deviated", "completed"),
            (.inconclusive, 2, "inconclusive", "completed"),
            (.stopped, 3, "inconclusive", "stopped"),
        ] as [(Drill, Int32, String, String)])
    func aRun(_ drill: Drill, status: Int32, outcome: String, runStatus: String) async throws {
        let scene = try Scene()
        let file = try drill.write(to: scene)
        let ended = try await scene.fumble("run", file, "--format", "json")
        #expect(ended.status == .exited(status))
        #expect(ended.stderr == "")
        let verdict = try ended.verdict()
        #expect(verdict.schema == "fumble.verdict/1")
        #expect(verdict.experiment == drill.rawValue)
        #expect(verdict.outcome == outcome)
        #expect(verdict.status == runStatus)
        let run = try scene.onlyRun()
        #expect(run == "Reports/runs/\(drill.rawValue)/\(verdict.run)")
        #expect(
            scene.names(below: run) == [
                "experiment.yaml", "fleet.yaml", "run.json", "run.jsonl", "verdict.json",
            ])
        #expect(try scene.text(run + "/verdict.json") == ended.stdout)
    }

    @Test(arguments: ["--format text", "--format json", "--format github", "--format junit"])
    func mistakesAreToldAtOnceAndNothingIsWritten(_ format: String) async throws {
        let scene = try Scene()
        let file = try Drill.broken.write(to: scene)
        let before = scene.names()
        let words = format.split(separator: " ").map(String.init)
        let ended = try await scene.fumble("run", file, words[0], words[1], "--out", "runs/one")
        #expect(ended.status == 65)
        for code in ["E0011", "E0081"] { #expect((ended.stdout + ended.stderr).contains(code)) }
        #expect(scene.names() == before)
        if format.hasSuffix("json") { _ = try ended.json() }
    }

    @Test func oneBrokenFileOfSeveralRunsNone() async throws {
        let scene = try Scene()
        let files = try [Drill.confirmed, .broken].map { try $0.write(to: scene) }
        let ended = try await scene.fumble("run", files[0], files[1])
        #expect(ended.status == 65)
        #expect(ended.stdout == "")
        #expect(!scene.exists("Reports"))
    }

    @Test func aFleetThatSaysNotHowItIsStartedIsAMistake() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("run", file, "--on", "processes")
        #expect(ended.status == 65)
        #expect(ended.stdout == "")
        #expect(ended.stderr.contains("--on simulated"))
        #expect(!scene.exists("Reports"))
    }

    @Test func aMissingFileIsAMistakeWithItsPlace() async throws {
        let ended = try await Scene().fumble("run", "nowhere.yaml")
        #expect(ended.status == 65)
        #expect(
            ended.stderr.hasPrefix(
                "nowhere.yaml:1:1: error[E0001]: the file cannot be read: it does not exist"))
    }

    /// The worst speaks: a deviation is worse than a stop, and a stop than an open question.
    @Test(
        arguments: [
            ([Drill.confirmed, .inconclusive], 2), ([.inconclusive, .stopped], 3),
            ([.stopped, .deviated, .confirmed], 1), ([.confirmed, .confirmed], 0),
        ] as [([Drill], Int32)])
    func theWorstOfSeveralSpeaks(_ drills: [Drill], status: Int32) async throws {
        let scene = try Scene()
        let files = try drills.map { try $0.write(to: scene) }
        let ended = try await scene.run(Checkout.binary, ["run"] + files)
        #expect(ended.status == .exited(status))
        for drill in drills { #expect(ended.stdout.contains(drill.rawValue)) }
        let runs = scene.names(below: "Reports/runs").count { $0.hasSuffix("run.jsonl") }
        #expect(runs == drills.count)
    }

    /// A file where a folder should be, a folder of somebody else's, one that nobody can make: 74, before
    /// anything is run.
    @Test(arguments: ["file/run", "file", "taken", "/proc/run", "/dev/null/run"])
    func whatCannotBeRecorded(_ out: String) async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try scene.write("mine", to: "file")
        try scene.write("mine", to: "taken/notes.txt")
        let before = scene.names()
        let ended = try await scene.fumble("run", file, "--out", out, "--format", "json")
        #expect(ended.status == 74)
        #expect(ended.stdout.isEmpty)
        #expect(ended.stderr.wholeMatch(of: /fumble: .+: .+\n/) != nil)
        #expect(scene.names() == before)
        #expect(try scene.text("file") == "mine")
    }

    @Test func unrecordedIsWorseThanDeviated() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        try scene.write("mine", to: "Reports")
        let ended = try await scene.fumble("run", file)
        #expect(ended.status == 74)
        #expect(ended.stdout.contains("deviated"))
    }

    /// Printed = exit: a run recorded anew after a bad disk leaves nothing half done.
    @Test func anEarlierRunIsReplacedWhole() async throws {
        let scene = try Scene()
        let deviated = try Drill.deviated.write(to: scene)
        // One that deviates is written in the place of one of its name that does not.
        let text = try scene.text(deviated)
        let harmless = text.replacing("  get: undisturbed\n", with: "")
            .replacing("capacity: kept", with: "capacity: any")
        try scene.write(harmless, to: "harmless.yaml")
        let before = try await scene.fumble("run", "harmless.yaml", "--out", "runs/one")
        #expect(before.status == 0)
        try await scene.fumble("run", deviated, "--out", "runs/one")
        #expect(scene.names(below: "runs").count { $0.hasSuffix(".jsonl") } == 1)
        let judged = try await scene.fumble("judge", "runs/one")
        #expect(judged.status == 1)
    }
}
