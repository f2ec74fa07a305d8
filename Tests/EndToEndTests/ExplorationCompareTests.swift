import Foundation
import Testing

/// Two explorations told apart: by the ids of what gets through, by false stops, and by expected harm.
@Suite(.timeLimit(.minutes(30))) struct ExplorationCompareTests {
    private static let mistyped = "s3-2017/mistyped-removal.yaml"
    private static let fleet = "s3-2017/fleets/guarded.yaml"

    private func explore(_ scene: Scene, to file: String) async throws {
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--format", "json", "--two-slips", "0", "--quiet")
        #expect(explored.stderr == "")
        try scene.write(explored.stdout, to: file)
    }

    private func object(_ outcome: Outcome) throws -> [String: Any] {
        try #require(outcome.json() as? [String: Any])
    }

    /// With the guards as they are, and without the floor.
    private func scene() async throws -> Scene {
        let scene = try Scene(copying: "Experiments/s3-2017")
        try await explore(scene, to: "with.json")
        let kept = try scene.text(Self.fleet)
            .replacing("asks: [floor, rate]", with: "asks: [rate]")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("  floor:") && !$0.hasPrefix("  view-lag:") }
        try scene.write(kept.joined(separator: "\n"), to: Self.fleet)
        let text = try scene.text(Self.mistyped).replacing("guards: {floor: held}", with: "")
        try scene.write(text, to: Self.mistyped)
        try await explore(scene, to: "without.json")
        return scene
    }

    @Test func aGuardThatIsTakenAwayFailsTheGate() async throws {
        let scene = try await scene()
        let worse = try await scene.fumble(
            "compare", "with.json", "without.json", "--gate", "expected-outage:5%", "--format",
            "json")
        #expect(worse.status == 1)
        let found = try object(worse)
        let regressions = try #require(found["regressions"] as? [[String: Any]])
        let kinds = Set(regressions.compactMap { $0["kind"] as? String })
        #expect(kinds == ["escape", "probe", "gate"])
        #expect(regressions.contains { ($0["key"] as? String) == "probe one below the floor" })
        // What got through before is nothing new.
        #expect(!regressions.contains { ($0["key"] as? String) == "escape 9b658955" })
        let headline = try #require(found["headline"] as? String)
        #expect(headline.contains("gets through, and did not before"))

        let better = try await scene.fumble(
            "compare", "without.json", "with.json", "--gate", "expected-outage:0%")
        #expect(better.status == 0)
        #expect(better.stdout.hasPrefix("nothing gets through that did not before"))
        #expect(better.stdout.contains("no longer gets through: "))

        for (format, part) in [
            ("junit", "type=\"deviated\""), ("markdown", "Worse than before"),
            ("github", "::error "), ("html", "Worse than before"),
            ("csv", "expected-outage,seconds,"), ("prometheus", "compare_ratio{"),
        ] {
            let told = try await scene.fumble(
                "compare", "with.json", "without.json", "--format", format)
            #expect(told.status == 1 && told.stdout.contains(part), "\(format)")
        }
    }

    /// All that is new has an owner and a day: until then the gate is open.
    @Test func whatSomebodyHasInHandIsBorneWith() async throws {
        let scene = try await scene()
        let worse = try await scene.fumble(
            "compare", "with.json", "without.json", "--format", "json")
        let regressions = try #require(object(worse)["regressions"] as? [[String: Any]])
        let entries = regressions.compactMap { $0["key"] as? String }.map {
            "  - {deviation: '\($0)', owner: storage-oncall, until: 2026-12-31}\n"
        }
        try scene.write(
            "fumble: known-deviations/v1\nknown:\n" + entries.joined(), to: "known.yaml")
        let line = ["compare", "with.json", "without.json", "--known", "known.yaml", "--today"]
        let borne = try await scene.run(Checkout.binary, line + ["2026-12-31"])
        #expect(borne.status == 0)
        #expect(borne.stdout.contains("storage-oncall has it until 2026-12-31"))
        #expect(try await scene.run(Checkout.binary, line + ["2027-01-01"]).status == 1)
    }

    @Test func whatCannotBeComparedIsNamed() async throws {
        let scene = try await scene()
        let text = try scene.text("with.json")
        try scene.write(text.replacing("exploration/1", with: "exploration/2"), to: "newer.json")
        try scene.write(
            text.replacing("\"meant\": \"fleetctl", with: "\"meant\": \"ctl"), to: "b.json")
        try scene.write(
            text.replacing("\"outage_min_per_1000\"", with: "\"minutes\""), to: "lacks.json")
        try scene.write("{\"schema\": \"fumble.sweep/1\"}", to: "sweep.json")
        for (head, status, part) in [
            ("newer.json", Int32(74), "it is written as fumble.exploration/2"),
            ("b.json", 64, "not comparable: with.json is about `fleetctl"),
            ("lacks.json", 74, "it has no `outageMinPer1000`"),
            ("sweep.json", 74, "it is no exploration, and the other one is"),
        ] {
            let ended = try await scene.fumble("compare", "with.json", head)
            #expect(ended.status == .exited(status), "\(head): \(ended.stderr)")
            #expect(ended.stderr.contains(part), "\(head): \(ended.stderr)")
            #expect(ended.stdout == "")
        }
        let gate = try await scene.fumble(
            "compare", "with.json", "with.json", "--gate", "time-to-recover:5%")
        #expect(gate.status == 64)
        #expect(gate.stderr.contains("which have `expected-outage`"))
    }
}
