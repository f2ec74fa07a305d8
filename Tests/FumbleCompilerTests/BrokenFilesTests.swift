import Foundation
import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import Testing

/// Every broken file, with all that is said about it.
///
/// Delete a `diagnostics.txt` to record it again: the test that records fails.
@Suite struct BrokenFilesTests {
    static let cases: [String] = {
        let folder = Files.folder.appending(path: "Broken")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasSuffix(".yaml") }.sorted()
    }()

    /// An empty list of arguments would pass in silence.
    @Test func thereAreEnough() {
        #expect(Self.cases.count >= 150)
    }

    @Test(arguments: cases) func saysWhatIsWrong(name: String) throws {
        let mistakes = try #require(try Self.mistakes(of: name), "it has no mistakes")
        let text = DiagnosticsFormat.text.render(mistakes.diagnostics, sources: mistakes.sources)
        let golden = Files.folder.appending(path: "Broken/\(name)/diagnostics.txt")
        guard FileManager.default.fileExists(atPath: golden.path) else {
            try Data(text.utf8).write(to: golden)
            Issue.record("recorded \(name): read it, and run the tests again")
            return
        }
        let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        #expect(text == expected)
    }

    private static func mistakes(of name: String) throws -> FileMistakes? {
        let folder = "Broken/\(name)"
        let compiler = Files.compiler(below: folder)
        let hasExperiment = FileManager.default.fileExists(
            atPath: Files.folder.appending(path: "\(folder)/experiment.yaml").path)
        let file = hasExperiment ? "experiment.yaml" : "fleet.yaml"
        let bytes = try Files.bytes("\(folder)/\(file)")
        let mistakes =
            hasExperiment
            ? failure(compiler.compile(bytes, path: file))
            : failure(compiler.check(bytes, path: file))
        return mistakes
    }

    private static func failure<Success>(
        _ result: Result<Success, FileMistakes>
    ) -> FileMistakes? {
        if case .failure(let mistakes) = result { mistakes } else { nil }
    }
}
