import Foundation
import Subprocess
import SystemPackage

/// A fresh directory in which the real command is run, and which goes when the test is over.
///
/// A class, so that the directory lives as long as the test that holds it.
final class Scene: Sendable {
    let folder: URL

    /// - Parameter copying: files and folders of the checkout, each copied under its own name.
    init(copying paths: String...) throws {
        let name = "fumble-scene-\(UUID().uuidString)"
        folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        for path in paths {
            let source = Checkout.root.appending(path: path)
            try FileManager.default.copyItem(
                at: source, to: folder.appending(path: source.lastPathComponent))
        }
    }

    deinit {
        // What a test made unwritable would stay behind in the system's own folder for such things.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs `fumble` with these arguments, with no terminal and nothing to read.
    @discardableResult
    func fumble(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(Checkout.binary, arguments, environment: environment)
    }

    /// Runs any program in this directory.
    func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await Turns.shared.taking {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments),
                environment: Self.surroundings(with: environment),
                workingDirectory: FilePath(folder.path()),
                output: .string(limit: Self.mostOutput), error: .string(limit: Self.mostOutput))
            return Outcome(
                stdout: result.standardOutput, stderr: result.standardError,
                status: .init(result.terminationStatus))
        }
    }

    /// Nothing of the machine's that changes what is printed.
    static func surroundings(with more: [String: String]) -> Environment {
        var updates: [Environment.Key: String?] = [
            "NO_COLOR": nil, "TERM": "xterm-256color", "LANG": "C.UTF-8",
        ]
        for (name, value) in more.sorted(by: { $0.key < $1.key }) {
            updates[Environment.Key(stringLiteral: name)] = value
        }
        return .inherit.updating(updates)
    }

    static let mostOutput = 64 << 20

    // MARK: Files

    func write(_ text: String, to path: String) throws {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path())
    }

    /// Every file and folder below a path, sorted; none where there is no such folder.
    func names(below path: String = ".") -> [String] {
        let base = folder.appending(path: path).path()
        return (FileManager.default.subpaths(atPath: base) ?? []).sorted()
    }

    /// The folder of the only run below `Reports/runs`.
    func onlyRun() throws -> String {
        let records = names(below: "Reports/runs").filter { $0.hasSuffix("/run.jsonl") }
        guard let record = records.first, records.count == 1 else { throw NotOne(found: records) }
        return "Reports/runs/" + record.dropLast("/run.jsonl".count)
    }

    struct NotOne: Error {
        let found: [String]
    }
}
