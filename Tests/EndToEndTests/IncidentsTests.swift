import Foundation
import Testing

/// The outages of others, told again; that each is confirmed `ExperimentsTests` shows.
@Suite(.timeLimit(.minutes(30))) struct IncidentsTests {
    private static let folder = "Experiments/incidents"
    private static let fewest = 20

    private static func experiments() throws -> [String] {
        try Checkout.experiments().filter { $0.hasPrefix(folder + "/") }
    }

    /// Each says where it is told, what is fact, what is assumed, and how the times stand.
    @Test func eachSaysWhereItComesFrom() throws {
        let files = try Self.experiments()
        #expect(files.count >= Self.fewest)
        for file in files {
            let text = try Checkout.text(file)
            for part in ["\nincident:\n", "\n  source: http", "\n  facts:\n", "\n  assumed:\n"] {
                #expect(text.contains(part), "\(file) lacks \(part)")
            }
            let isTimed = text.contains("reported: ")
            let isSaid = text.contains("simulated: fitted") || text.contains("simulated: predicted")
            #expect(isTimed == isSaid, "\(file)")
        }
    }

    /// The table of the README is what the runs say today.
    @Test func theTableIsWhatTheRunsSay() async throws {
        let scene = try Scene(copying: "Experiments", "scripts")
        let script = "scripts/incidents"
        let checked = try await scene.run(
            "/bin/bash", [script, "--check"], environment: ["FUMBLE_BINARY": Checkout.binary])
        #expect(checked.status == 0, "\(checked.stderr.suffix(300))")

        let readme = "\(Self.folder)/README.md"
        let lines = try scene.text(readme).split(separator: "\n", omittingEmptySubsequences: false)
        let rows = lines.filter { $0.hasPrefix("| [") }
        #expect(rows.count == (try Self.experiments().count))
        let stale = lines.map { $0.replacing("1,110 min", with: "1,109 min") }
        try scene.write(stale.joined(separator: "\n"), to: readme)
        let refused = try await scene.run(
            "/bin/bash", [script, "--check"], environment: ["FUMBLE_BINARY": Checkout.binary])
        #expect(refused.status == 1)
        #expect(refused.stderr.contains("is stale: run scripts/incidents"))
    }

    /// What is expected of an arm that was not run nobody can say.
    @Test func withoutTheArmThatItIsAbout() async throws {
        let scene = try Scene(copying: Self.folder)
        let ended = try await scene.fumble(
            "run", "incidents/keepthescore-2020.yaml", "--arms", "guarded", "--format", "json")
        #expect(ended.status == 2)
        let verdict = try ended.verdict()
        let about = verdict.findings.filter { $0.path.hasPrefix("expect.unguarded.") }
        #expect(about.count == 3)
        #expect(about.allSatisfy { $0.outcome == "inconclusive" })
        #expect(about.allSatisfy { $0.evidence == "no unguarded arm was run" })
    }
}
