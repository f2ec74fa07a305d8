import Foundation
import Testing

/// The same seed gives the same run, in every process; another seed another.
@Suite(.timeLimit(.minutes(30))) struct DeterminismTests {
    @Test func oneSeedOneVerdict() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        var texts: [String] = []
        for (id, seed) in [("one", "3"), ("two", "3"), ("three", "4")] {
            let ended = try await scene.fumble(
                "run", "s3-2017/baseline.yaml", "--seed", seed, "--id", id, "--out", id,
                "--format", "json")
            #expect(ended.status == 0)
            let verdict = try scene.text("\(id)/verdict.json")
            texts.append(verdict.replacing("\"run\": \"\(id)\"", with: "\"run\": \"it\""))
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0].replacing("\"seed\": 3", with: "\"seed\": 4") != texts[2])
    }

    @Test func theRecordsAreTheSameBytesApartFromNameAndStart() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        for out in ["one", "two"] {
            try await scene.fumble("run", file, "--id", "it", "--out", out)
        }
        for name in scene.names(below: "one") {
            let texts = try ["one", "two"].map { out in
                try scene.text("\(out)/\(name)").replacing(/"began" : \d+/, with: "")
            }
            #expect(texts[0] == texts[1], "\(name)")
        }
    }

    @Test func itIsVerifiedOverTwoProcesses() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let temporary = ["TMPDIR": scene.folder.appending(path: "tmp").path()]
        try scene.write("", to: "tmp/.keep")
        let before = scene.names()
        let ended = try await scene.fumble(
            "run", file, "--verify-determinism", "--seed", "5", "--set", "gets=100/s",
            environment: temporary)
        #expect(ended.status == 0)
        #expect(ended.stdout.hasPrefix("deviated.yaml: seed 5 is repeatable: "))
        #expect(ended.stderr == "")
        #expect(scene.names() == before)
    }

    @Test func withoutAPlaceForItsRunsItIs74() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let ended = try await scene.fumble(
            "run", file, "--verify-determinism", environment: ["TMPDIR": "/nowhere/at/all"])
        #expect(ended.status == 74)
        #expect(ended.stdout == "")
    }
}
