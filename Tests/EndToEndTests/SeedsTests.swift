import Foundation
import Testing

/// One experiment on many seeds, and an experiment that is only measured.
@Suite(.timeLimit(.minutes(30))) struct SeedsTests {
    private static let file = "Experiments/validation/restart-waves-deterministic.yaml"
    private static let varied = "Experiments/validation/restart-r300-r20.yaml"

    private static func object(_ line: some StringProtocol) throws -> [String: Any] {
        let read = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require(read as? [String: Any])
    }

    @Test func everySeedIsALineInItsOrder() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await scene.fumble(
            "run", Self.varied, "--seeds", "3..9", "--jobs", "2", "--format", "json")
        #expect(ended.status == 0)
        let lines = try ended.stdout.split(separator: "\n").map(Self.object)
        #expect(lines.compactMap { $0["seed"] as? Int } == Array(3...9))
        let alone = try Self.object(
            try await scene.fumble(
                "run", Self.varied, "--seed", "5", "--out", "alone", "--format", "json"
            ).stdout)
        #expect(alone["events_hash"] as? String == lines[2]["events_hash"] as? String)
        #expect(Set(lines.compactMap { $0["events_hash"] as? String }).count == lines.count)
        #expect(!scene.names().contains("Reports"))
    }

    /// Who reads lines reads the mistakes as a line, too.
    @Test func mistakesAreOneLine() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await scene.fumble(
            "run", Self.varied, "--seeds", "1..3", "--format", "json", "--set", "no=1")
        #expect(ended.status == 65)
        let lines = ended.stdout.split(separator: "\n")
        #expect(lines.count == 1)
        let told = try Self.object(try #require(lines.first))
        #expect((told["diagnostics"] as? [Any])?.count == 1, "\(ended.stdout)")
    }

    @Test func whatIsMeasuredIsReadBackFromTheStoredRun() async throws {
        let scene = try Scene(copying: "Experiments")
        let ran = try await scene.fumble("run", Self.file, "--out", "one", "--format", "json")
        #expect(ran.status == 0)
        let measures = try #require(try Self.object(ran.stdout)["measures"] as? [String: Any])
        let all = try #require(measures["all"] as? [String: Any])
        #expect(all["mean"] as? Double == 4500)
        let judged = try await scene.fumble("judge", "one", "--format", "json")
        #expect(judged.stdout == ran.stdout)
    }

    @Test(arguments: [
        ["--seeds", "9..3", "--format", "json"], ["--seeds", "1..3"],
        ["--seeds", "1..3", "--format", "json", "--out", "x"], ["--jobs", "2"],
    ])
    func whatDoesNotFitTogetherIsRefused(_ options: [String]) async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await scene.run(Checkout.binary, ["run", Self.file] + options)
        #expect(ended.status == 64)
        #expect(ended.stdout == "")
    }
}
