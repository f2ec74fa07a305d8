import Foundation
import Subprocess
import SystemPackage

/// A control plane with real servers, in a folder of its own that goes in the end.
actor Served {
    nonisolated let folder: URL
    private let mark = "DEPOTCTL_TEST=\(UUID().uuidString)"
    private var said: [String] = []
    private var waiting: [Waiting] = []
    private var lastNumber = 0
    private var running: Task<TerminationStatus, any Error>?
    private var order: AsyncStream<Signal>.Continuation?
    private var isOver = false

    private struct Waiting {
        let number: Int
        let line: String
        let continuation: CheckedContinuation<Bool, Never>
    }

    /// The longest that a line is waited for: a machine may be busy, but not for so long.
    private static let patience = DispatchTimeInterval.seconds(150)

    /// It has not said what was waited for, or ended without it.
    struct Silent: Error {
        let awaited: String
        let said: [String]
    }

    /// Serves a fleet while a test does its work; whatever the test finds, all of it is ended then.
    ///
    /// - Parameter place: the folder in which it is served; nil: the tests' own.
    static func use(
        _ fleet: String = Samples.small, _ more: String..., in place: URL? = nil,
        body: (Served) async throws -> Void
    ) async throws {
        let served = try Served()
        let result: Result<Void, any Error>
        do {
            try await served.start(fleet, more, in: place)
            result = .success(try await body(served))
        } catch {
            result = .failure(error)
        }
        _ = try await served.end(by: .kill)
        try? FileManager.default.removeItem(at: served.folder)
        try result.get()
    }

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ctl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    /// Where `depotctl` finds it.
    nonisolated var address: String { folder.path() }

    private func start(_ fleet: String, _ more: [String], in place: URL?) async throws {
        let arguments = ["serve", "--fleet", fleet, "--folder", folder.path()] + more
        let name = String(mark.prefix { $0 != "=" })
        let value = String(mark.drop { $0 != "=" }.dropFirst())
        let (orders, order) = AsyncStream.makeStream(of: Signal.self)
        self.order = order
        running = Task {
            let result = try await Subprocess.run(
                .path(FilePath(Binary.path)), arguments: Arguments(arguments),
                environment: .inherit.updating([Environment.Key(stringLiteral: name): value]),
                workingDirectory: place.map { FilePath($0.path()) },
                input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup { group in
                    group.addTask {
                        for await signal in orders { try execution.send(signal: signal) }
                    }
                    for try await line in execution.standardOutput.strings() {
                        self.hear(
                            line.last?.isNewline == true ? String(line.dropLast()) : line)
                    }
                    order.finish()
                    try await group.waitForAll()
                }
            }
            self.end()
            return result.terminationStatus
        }
        try await wait(for: "ready: ")
    }

    /// Returns when a line with these words was said, now or before.
    func wait(for words: String) async throws {
        if said.contains(where: { $0.contains(words) }) { return }
        lastNumber += 1
        let number = lastNumber
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [self] in
            Task { await resume(false) { $0.number == number } }
        }
        let isSaid =
            isOver
            ? false
            : await withCheckedContinuation { continuation in
                waiting.append(
                    Waiting(number: number, line: words, continuation: continuation))
            }
        guard isSaid else { throw Silent(awaited: words, said: said) }
    }

    var lines: [String] { said }

    /// - Returns: the exit status, or the number of the signal below 0.
    func end(by signal: Signal) async throws -> Int32 {
        order?.yield(signal)
        switch try await running?.value {
        case .exited(let status): return status
        case .signaled(let number): return -number
        case nil: return 0
        }
    }

    func type(_ arguments: String) async throws -> Ended {
        let words = ["--at", address] + arguments.split(separator: " ").map(String.init)
        let result = try await Subprocess.run(
            .path(FilePath(Binary.path)), arguments: Arguments(words),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        var status: Int32?
        if case .exited(let code) = result.terminationStatus { status = code }
        return Ended(
            stdout: result.standardOutput, stderr: result.standardError, status: status)
    }

    /// Every process that it started, its keeper too, and what they started.
    nonisolated func processes() -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.sorted().compactMap { pid in
            guard let variables = FileManager.default.contents(atPath: "/proc/\(pid)/environ"),
                String(decoding: variables, as: UTF8.self).split(separator: "\0")
                    .contains(where: { $0 == mark })
            else { return nil }
            return "\(pid)"
        }
    }

    private func hear(_ line: String) {
        said.append(line)
        resume(true) { line.contains($0.line) }
    }

    private func end() {
        isOver = true
        resume(false) { _ in true }
    }

    private func resume(_ isSaid: Bool, where isMeant: (Waiting) -> Bool) {
        let due = waiting.filter(isMeant)
        waiting.removeAll(where: isMeant)
        for one in due { one.continuation.resume(returning: isSaid) }
    }
}
