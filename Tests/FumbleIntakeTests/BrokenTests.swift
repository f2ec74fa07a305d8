import Foundation
import FumbleDocument
import FumbleIntake
import FumbleModel
import Testing

/// Every list, help text and dump that is wrong, with all that is said about it.
///
/// Delete a `diagnostics.txt` to record it again: the test that records fails.
@Suite struct BrokenTests {
    static let cases: [String] = {
        let folder = Files.folder.appending(path: "Broken")
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }()

    /// An empty list of arguments would pass in silence.
    @Test func thereAreEnough() { #expect(Self.cases.count >= 20) }

    @Test(arguments: cases) func saysWhatIsWrong(name: String) throws {
        let mistakes = try #require(try Self.mistakes(of: name), "it has no mistakes")
        let text = DiagnosticsFormat.text.render(mistakes.diagnostics, sources: [mistakes.source])
        let golden = Files.folder.appending(path: "Broken/\(name)/diagnostics.txt")
        guard FileManager.default.fileExists(atPath: golden.path) else {
            try Data(text.utf8).write(to: golden)
            Issue.record("recorded \(name): read it, and run the tests again")
            return
        }
        let isSame = text == String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        #expect(isSame, "\(name): \(text.prefix(300))")
    }

    private static func mistakes(of name: String) throws -> IntakeMistakes? {
        let folder = Files.folder.appending(path: "Broken/\(name)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let file = try #require(files.first { $0 != "diagnostics.txt" })
        let bytes = try Files.bytes("Broken/\(name)/\(file)")
        switch file {
        case "hosts.csv":
            return failure(InventoryFleet.read(bytes, file: file, today: Files.today))
        case "dump.json": return failure(ToolUsage.dump(bytes, file: file, path: ["drain"]))
        default: return failure(ToolUsage.helpText(bytes, file: file))
        }
    }

    private static func failure<Success>(
        _ result: Result<Success, IntakeMistakes>
    ) -> IntakeMistakes? {
        if case .failure(let mistakes) = result { mistakes } else { nil }
    }
}
