import NIOPosix

/// Does what may wait for a disk on a thread that may wait, so that the server goes on answering.
struct DiskThread: Sendable {
    private let pool: NIOThreadPool

    init(_ pool: NIOThreadPool) {
        self.pool = pool
    }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await pool.runIfActive(body)
    }
}
