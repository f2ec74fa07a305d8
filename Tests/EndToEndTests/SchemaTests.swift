import Foundation
import Testing

/// The JSON Schemas that editors use: as the command prints them, and held by an independent
/// validator against every example file.
@Suite(.timeLimit(.minutes(30))) struct SchemaTests {
    private static let record = "run scripts/record-examples"

    @Test(arguments: ["experiment", "fleet", "schedule"])
    func isAsTheCommandPrintsIt(_ subject: String) async throws {
        let printed = try await Scene().fumble("schema", subject)
        #expect(printed.status == 0)
        let kept = try Checkout.text("Experiments/schemas/\(subject).schema.json")
        #expect(kept == printed.stdout, "\(Self.record)")
    }

    /// The `# yaml-language-server` line of every file leads to the schema of its kind.
    @Test(arguments: try Checkout.yaml(below: "Experiments"))
    func editorsFindIt(_ path: String) throws {
        let line = try #require(try Checkout.text(path).split(separator: "\n").first)
        let schema = try #require(line.firstMatch(of: /^# yaml-language-server: \$schema=(.+)$/)).1
        let kind = try #require(try Checkout.header(of: path)).dropFirst("fumble: ".count)
            .prefix { $0 != "/" }
        let place = Checkout.root.appending(path: path).deletingLastPathComponent()
            .appending(path: String(schema)).standardizedFileURL
        let wanted = "Experiments/schemas/\(kind).schema.json"
        #expect(place == Checkout.root.appending(path: wanted).standardizedFileURL)
    }

    @Test(.enabled(if: Validator.isWanted, Validator.howToHaveIt))
    func everyExampleFileIsValid() async throws {
        let scene = try Scene()
        try await scene.fumble("new", "drill.yaml")
        let files =
            try Checkout.yaml(below: "Experiments")
            + Checkout.yaml(below: "Tests/FumbleCompilerTests/Format")
        #expect(files.count >= 20)
        let paths = files.map { Checkout.root.appending(path: $0).path() }
        let answers = try await Validator.answers(
            for: paths + [scene.folder.appending(path: "drill.yaml").path()], in: scene)
        for answer in answers { #expect(answer.refused == nil, "\(answer.file)") }
        #expect(answers.count == paths.count + 1)
    }

    /// Broken in ways that a schema can see: its editors underline them before `fumble` runs.
    private static let broken = [
        "01-mistyped-key-of-experiment", "02-mistyped-key-of-step", "03-mistyped-key-of-operator",
        "04-mistyped-key-of-probe", "05-mistyped-key-of-may-touch",
        "06-mistyped-key-of-expectation", "07-mistyped-keys-of-fleet", "08-mistyped-key-of-guard",
        "09-wrong-unit", "10-bare-number", "11-negative-pause", "12-blank", "13-wrong-word",
        "14-share-without-percent", "15-size-in-letters", "16-no-starts-at-once",
        "19-list-for-a-mapping", "29-unknown-kinds", "30-unknown-kind-of-guard",
        "40-no-header", "66-wait-without-a-bound", "93-mistyped-key-of-promise",
    ]

    @Test(.enabled(if: Validator.isWanted, Validator.howToHaveIt))
    func brokenFilesAreRefused() async throws {
        let scene = try Scene()
        let base = "Tests/FumbleCompilerTests/Broken/"
        let paths = try Self.broken.flatMap { try Checkout.yaml(below: base + $0) }
            .map { Checkout.root.appending(path: $0).path() }
        let answers = try await Validator.answers(for: paths, in: scene)
        for name in Self.broken {
            let own = answers.filter { $0.file.contains("/\(name)/") }
            #expect(own.contains { $0.refused != nil }, "\(name)")
        }
    }
}
