import Foundation
import SystemPackage

/// A folder of a test's own, gone after it.
struct Scratch: Sendable {
    let folder: FilePath

    static func use(_ body: (Scratch) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "depot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(Scratch(folder: FilePath(url.path()))))
        } catch {
            result = .failure(error)
        }
        try FileManager.default.removeItem(at: url)
        try result.get()
    }
}
