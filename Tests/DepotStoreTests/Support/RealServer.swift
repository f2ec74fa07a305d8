import Subprocess
import SystemPackage

/// A server as a process of its own, which can be killed.
actor RealServer {
    private let arguments: [String]
    private var lines = Lines()
    private var running: Task<Void, any Error>?
    private var order: AsyncStream<Signal>.Continuation?

    init(_ name: String, data: FilePath, cluster: FilePath) {
        arguments = [
            "serve", "--name", name, "--data", data.string, "--cluster", cluster.string,
        ]
    }

    func start() {
        let (arguments, lines) = (arguments, Lines())
        let (orders, order) = AsyncStream.makeStream(of: Signal.self)
        self.lines = lines
        self.order = order
        running = Task {
            defer { Task { await lines.end() } }
            _ = try await Subprocess.run(
                .path(FilePath(DepotBinary.path)), arguments: Arguments(arguments), input: .none,
                output: .sequence, error: .discarded
            ) { execution in
                try await withThrowingTaskGroup { group in
                    group.addTask {
                        for await signal in orders { try execution.send(signal: signal) }
                    }
                    for try await line in execution.standardOutput.strings() {
                        await lines.add(line.trimmingNewline)
                    }
                    order.finish()
                    try await group.waitForAll()
                }
            }
        }
    }

    func wait(for line: String) async throws { try await lines.wait(for: line) }

    var said: [String] {
        get async { await lines.said }
    }

    /// Returns when the process is gone.
    func end(by signal: Signal) async throws {
        order?.yield(signal)
        try await running?.value
        running = nil
    }
}

extension String {
    fileprivate var trimmingNewline: String {
        last?.isNewline == true ? String(dropLast()) : self
    }
}
