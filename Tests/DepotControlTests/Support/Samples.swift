import Foundation
import FumbleCatalog
import FumbleCompiler
import FumbleModel

/// The fleet files of these tests.
enum Samples {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fleets")

    static var small: String { folder.appending(path: "small.yaml").path() }

    static func text() throws -> String { try String(contentsOfFile: small, encoding: .utf8) }

    /// The small fleet, with words of its file exchanged for others.
    static func fleet(_ changes: [(String, String)] = []) throws -> CompiledFleet {
        var text = try text()
        for (word, other) in changes { text = text.replacingOccurrences(of: word, with: other) }
        let compiler = Compiler(catalog: .standard()) { _ in .failure(.init(reason: "none")) }
        return try compiler.compileFleet(
            Array(text.utf8), path: "small.yaml", on: .processes
        ).get()
    }
}
