import Foundation

/// A directory of a test's own with a small fleet in it, where the real command is run.
///
/// Four of ten index servers are one too many for what clients ask; the other ten are asked hardly
/// anything. A class, so that the directory lives as long as the test that holds it.
final class SweepScene: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "fumble-sweep-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try write(Self.fleet, to: "fleets/store.yaml")
    }

    deinit {
        // What a test made unwritable would stay behind in the system's own folder for such things.
        try? FileManager.default.removeItem(at: folder)
    }

    /// What a process left, and how it ended.
    struct Ended: Sendable {
        let stdout: String
        let stderr: String
        let status: Int32

        func json() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(stdout.utf8))
            guard let object = value as? [String: Any] else { throw NoObject(text: stdout) }
            return object
        }
    }

    struct NoObject: Error {
        let text: String
    }

    /// Runs the command to its end; what it prints goes through files, which never fill.
    func fumble(_ arguments: String...) async throws -> Ended {
        try await run(Self.binary.path(), arguments)
    }

    func run(_ program: String, _ arguments: [String]) async throws -> Ended {
        let name = UUID().uuidString
        let streams = try ["out", "err"].map { try handle("\(name).\($0)") }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = streams[0]
        process.standardError = streams[1]
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                ended.resume(throwing: error)
            }
        }
        for stream in streams { try stream.close() }
        defer { for end in ["out", "err"] { remove("\(name).\(end)") } }
        return Ended(
            stdout: try text("\(name).out"), stderr: try text("\(name).err"),
            status: process.terminationStatus)
    }

    func write(_ text: String, to path: String) throws {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The names in a folder, sorted; none where there is no such folder.
    func names(in path: String) -> [String] {
        let base = folder.appending(path: path).path()
        return ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []).sorted()
    }

    private func handle(_ path: String) throws -> FileHandle {
        try write("", to: path)
        return try FileHandle(forWritingTo: folder.appending(path: path))
    }

    private func remove(_ path: String) {
        // It goes with the folder in the end.
        try? FileManager.default.removeItem(at: folder.appending(path: path))
    }

    /// `FUMBLE_BINARY`, or what was built beside the tests.
    static var binary: URL {
        if let given = ProcessInfo.processInfo.environment["FUMBLE_BINARY"] {
            return URL(filePath: given)
        }
        return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "fumble")
    }

    private static let fleet = """
        fumble: fleet/v1
        name: store
        zones: [a, b]
        subsystems:
          index: {minimum: 70%, restart: {boot: 1s}}
          aside: {minimum: 10%, restart: {boot: 1s}}
        servers:
          - {group: index, count: 10, carries: [index], restart-age: 30d}
          - {group: aside, count: 10, carries: [aside], restart-age: 30d}
        operations:
          get: {path: [index], rate: 650/s, service: 10ms, timeout: 1s}
          look: {path: [aside], rate: 10/s, service: 1ms, timeout: 1s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}

        """

    /// An experiment in which more than 8,125 gets are lost when four servers crash for two minutes,
    /// and not when three do, or for less.
    static func experiment(
        method: String, name: String = "known", horizon: String = "1h"
    ) -> String {
        let isSet = method.contains("input.crashed")
        let inputs = "inputs:\n  crashed: {type: servers, default: 6}\n"
        return """
            fumble: experiment/v1
            name: \(name)
            claim: Hardly a get is lost.
            fleet: fleets/store.yaml
            \(isSet ? inputs : "")steady-state:
              gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
            method:
            \(method)
            settle: 5m
            horizon: \(horizon)
            expect:
              get: {lost-requests: {at-most: 8125 requests}}

            """
    }
}
