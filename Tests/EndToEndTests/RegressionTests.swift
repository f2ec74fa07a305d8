import Foundation
import Testing

/// The suite that CI runs, and the workflows of the README that run it.
@Suite(.timeLimit(.minutes(30))) struct RegressionTests {
    private static let script = "scripts/regression"

    private func suite(_ scene: Scene, _ arguments: String...) async throws -> Outcome {
        try await scene.run(
            "/bin/bash",
            [Self.script, "--experiments", "Experiments/s3-2017"] + arguments,
            environment: ["FUMBLE_BINARY": Checkout.binary])
    }

    private func scene() throws -> Scene {
        let scene = try Scene(copying: "scripts", "Package.swift")
        for (folder, above) in [
            ("Experiments/s3-2017", "Experiments"), ("Reports/baselines", "Reports"),
        ] {
            try FileManager.default.createDirectory(
                at: scene.folder.appending(path: above), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: Checkout.root.appending(path: folder), to: scene.folder.appending(path: folder))
        }
        return scene
    }

    /// Green as it is; red on the change that makes recovery slower, and green again when somebody meant it.
    @Test func theCommitThatMakesRecoverySlowerIsRed() async throws {
        let scene = try scene()
        let green = try await suite(scene)
        #expect(green.status == 0, "\(green.stdout)\(green.stderr)")
        #expect(green.stdout.contains("s3-2017-baseline: time to recover is the same, over 30"))
        for name in ["junit.xml", "report.html", "s3-2017-baseline.xml"] {
            #expect(scene.exists("Reports/regression/\(name)"), "\(name)")
        }

        // A tenth slower to check what it holds; what the experiment itself expects is wider.
        let fleet = "Experiments/s3-2017/fleets/as-in-2017.yaml"
        let text = try scene.text(fleet)
        try scene.write(text.replacing("simulated: 20k/s", with: "simulated: 18k/s"), to: fleet)
        #expect(try scene.text(fleet) != text)
        let red = try await suite(scene, "--gate", "get.time-to-recover:2%")
        #expect(red.status == 1, "\(red.stdout)\(red.stderr)")
        #expect(red.stdout.contains("s3-2017-baseline: "))
        #expect(try scene.text("Reports/regression/s3-2017-baseline.xml").contains("deviated"))

        _ = try await suite(scene, "--update")
        let meant = try await suite(scene, "--gate", "get.time-to-recover:2%")
        #expect(meant.stdout.contains("passes the 2 % gate"))
    }

    @Test func whatItCannotDoIsNamed() async throws {
        let scene = try scene()
        let usage = try await suite(scene, "--gates")
        #expect(usage.status == 64)
        #expect(usage.stderr.contains("usage: scripts/regression"))
        try scene.write("{}", to: "Reports/baselines/nobody.json")
        let nobody = try await suite(scene)
        #expect(nobody.status == 65)
        #expect(nobody.stderr.contains("is called nobody"))
    }

    /// Each workflow of the README is YAML, and calls what is there.
    @Test(.enabled(if: Validator.isWanted, Validator.howToHaveIt))
    func theWorkflowsOfTheReadmeCallWhatIsThere() async throws {
        let blocks = try Checkout.text("README.md").components(separatedBy: "```yaml\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
            .filter { $0.contains("actions/checkout") || $0.contains("artifacts:") }
        #expect(blocks.count == 2)
        let scene = try Scene()
        for block in blocks {
            try scene.write(block, to: "workflow.yaml")
            let read = try await scene.run(
                try #require(Validator.python),
                [
                    "-c",
                    """
                    import yaml
                    jobs = yaml.safe_load(open("workflow.yaml"))
                    job = jobs.get("jobs", jobs)["regression"]
                    steps = job.get("steps", [])
                    print(*[step["run"] for step in steps if "run" in step], *job.get("script", []))
                    """,
                ])
            #expect(read.status == 0, "\(read.stderr)")
            let words = read.stdout.split { $0.isWhitespace }.map(String.init)
            #expect(words.first == Self.script)
            #expect(words.contains("--gate") && block.contains("Reports/regression"))
        }
    }
}
