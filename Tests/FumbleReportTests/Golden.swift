import Foundation
import Testing

/// A text that a test asserts whole, kept in a file beside the tests.
///
/// With `FUMBLE_RECORD` set the file is written anew, and the test fails: a recording proves nothing.
struct Golden {
    let name: String

    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["FUMBLE_RECORD"] != nil {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == golden, "differs from Goldens/\(name)", sourceLocation: sourceLocation)
    }
}
