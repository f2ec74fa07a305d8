import NIOCore
import NIOPosix

@testable import DepotStore

/// An event loop and a thread for the disk, which end with the test.
enum Threads {
    static func use<Value: Sendable>(
        _ body: (any EventLoop, DiskThread) async throws -> Value
    ) async throws -> Value {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(group.next(), DiskThread(pool)))
        } catch {
            result = .failure(error)
        }
        try await pool.shutdownGracefully()
        try await group.shutdownGracefully()
        return try result.get()
    }
}
