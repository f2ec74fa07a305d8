import Testing

/// `--set` reaches the inputs of an experiment and of its fleet, and nothing that is not declared.
@Suite(.timeLimit(.minutes(30))) struct InputTests {
    @Test func reachesBoth() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let ended = try await scene.fumble(
            "run", file, "--format", "json", "--set", "settle=90s", "--set", "gets=100/s")
        let verdict = try ended.verdict()
        #expect(verdict.inputs == ["settle": "90s", "gets": "100/s", "fails": "10%"])
        let usual = try await scene.fumble("run", file, "--format", "json").verdict()
        #expect(usual.inputs == ["settle": "1m", "gets": "200/s", "fails": "10%"])
        #expect(verdict.recovery.lostRequests * 2 == usual.recovery.lostRequests)
    }

    @Test(arguments: [
        ("settle=fast", "E0"), ("gets=100", "E0"), ("fails=130%", "E0"), ("nope=1", "E0"),
        ("setle=1m", "did you mean `settle`?"), ("settle=", "E0"), ("settle=-1m", "E0"),
    ])
    func aWrongOneIsAMistake(_ setting: String, told: String) async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        for command in ["check", "plan", "run"] {
            let ended = try await scene.fumble(command, file, "--set", setting)
            #expect(ended.status == 65, "\(command)")
            #expect((ended.stdout + ended.stderr).contains(told), "\(command)")
            #expect((ended.stdout + ended.stderr).contains("error[E"), "\(command)")
        }
        #expect(!scene.exists("Reports"))
    }

    @Test func oneGivenTwiceIsAMistake() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let ended = try await scene.fumble(
            "run", file, "--set", "settle=1m", "--set", "settle=2m")
        #expect(ended.status == 65)
    }
}
