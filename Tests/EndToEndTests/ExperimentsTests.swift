import Testing

/// Every experiment of the checkout is run, and confirms what it says.
@Suite(.timeLimit(.minutes(30))) struct ExperimentsTests {
    private static let fewest = 10

    @Test func thereAreSome() throws {
        #expect(try Checkout.experiments().count >= Self.fewest)
    }

    /// Those of the validation are run often, by `scripts/validate`, and judged together.
    private static let validation = "Experiments/validation/"
    /// What a simulated fleet cannot do is run by tests of real processes.
    private static let realOnly = "Experiments/real-only/"

    @Test(
        arguments: try Checkout.experiments().filter {
            !$0.hasPrefix(validation) && !$0.hasPrefix(realOnly)
        })
    func confirms(_ path: String) async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await scene.fumble("run", path, "--format", "json")
        let verdict = try ended.verdict()
        let wrong = verdict.findings.filter { $0.outcome != "confirmed" }
            .map { "\($0.at ?? "-"): \($0.path): \($0.evidence)" }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        #expect(verdict.outcome == "confirmed")
        #expect(ended.status == 0)
    }

    @Test(arguments: try Checkout.yaml(below: "Experiments"))
    func isChecked(_ path: String) async throws {
        let fleet = path.hasPrefix(Self.realOnly) ? "processes" : "simulated"
        let ended = try await Scene(copying: "Experiments").fumble("check", path, "--on", fleet)
        #expect(ended.status == 0)
        #expect(ended.stdout.hasSuffix(": no mistakes\n"))
    }
}
