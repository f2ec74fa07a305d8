import Foundation
import Testing

/// The worked experiments on deleted data, a lost primary and rebuilt servers, as the real command
/// runs, stores and replays them.
@Suite(.timeLimit(.minutes(30))) struct DataAndRolesTests {
    private static func object(_ text: String) throws -> [String: Any] {
        let read = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(read as? [String: Any])
    }

    private static func arm(_ name: String, _ verdict: [String: Any]) throws -> [String: Any] {
        let arms = try #require(verdict["arms"] as? [String: Any])
        return try #require(arms[name] as? [String: Any])
    }

    private func run(_ name: String, in scene: Scene, _ more: String...) async throws -> Outcome {
        let file = "Experiments/more-than-capacity/\(name).yaml"
        return try await scene.run(
            Checkout.binary,
            ["run", file, "--quiet", "--format", "json", "--out", "out/\(name)"] + more)
    }

    @Test func aWipedPrimaryIsBackInItsCopysTime() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await run("gitlab-2017-delete-data", in: scene)
        #expect(ended.status == 0)
        let verdict = try Self.object(ended.stdout)
        let lost = try #require(try Self.arm("unguarded", verdict)["data_lost"] as? [[String: Any]])
        #expect(lost.map { $0["subsystem"] as? String } == ["db1"])
        #expect(lost[0]["result"] as? String == "restored")
        // Six hours at 40 writes a second.
        #expect(lost[0]["age_s"] as? Double == 21_600)
        #expect(lost[0]["objects"] as? Int == 864_000)
        let meant = try #require(try Self.arm("meant", verdict)["data_lost"] as? [[String: Any]])
        #expect(meant[0]["result"] as? String == "lost")
        let judged = try await scene.fumble(
            "judge", "out/gitlab-2017-delete-data", "--format", "json")
        #expect(judged.stdout == ended.stdout)
        let replayed = try await scene.fumble(
            "replay", "out/gitlab-2017-delete-data", "--format", "json")
        #expect(replayed.status == 0)
    }

    @Test func aLostPrimaryCostsItsLastWrites() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await run("primary-lost", in: scene)
        #expect(ended.status == 0)
        let arm = try Self.arm("guarded", try Self.object(ended.stdout))
        #expect(arm["acknowledged_writes_lost"] as? Int == 100)
    }

    @Test func lostServersAreRebuiltTwoAtATime() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await run("servers-rebuilt", in: scene)
        #expect(ended.status == 0)
        let arm = try Self.arm("guarded", try Self.object(ended.stdout))
        let lines = try #require(arm["timeline"] as? [[String: Any]])
        let rebuilt = lines.filter { ($0["text"] as? String)?.contains("rebuilt") ?? false }
        #expect(rebuilt.compactMap { $0["at_s"] as? Double } == [2_100, 3_900])
    }
}
