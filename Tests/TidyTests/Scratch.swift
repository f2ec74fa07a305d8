import Foundation

/// A folder of a test's own, gone after it, in which it runs this checkout's scripts.
struct Scratch {
    let folder: URL

    static func use(_ body: (Scratch) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fumble-tidy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                print("left behind: \(folder.path()): \(error)")
            }
        }
        try await body(Scratch(folder: folder))
    }

    /// Writes an executable file, making its folders.
    func write(_ text: String, to path: String) throws -> URL {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path())
        return url
    }

    /// Runs a script of this checkout to its end; what it prints goes through a file, which never fills.
    func run(
        _ script: String, _ arguments: [String], binary: URL
    ) async throws -> (status: Int32, output: String) {
        let output = try write("", to: "output-of-\(script)")
        let handle = try FileHandle(forWritingTo: output)
        let process = Process()
        process.executableURL = Repository.root.appending(path: "scripts/\(script)")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["FUMBLE_BINARY": binary.path()]
        ) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                ended.resume(throwing: error)
            }
        }
        try handle.close()
        return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }

    /// The regular files below a folder, as paths relative to it, sorted.
    func files(below path: String) throws -> [String] {
        let base = folder.appending(path: path)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path()).filter {
            let values = try base.appending(path: $0).resourceValues(forKeys: [.isRegularFileKey])
            return values.isRegularFile == true
        }.sorted()
    }
}
