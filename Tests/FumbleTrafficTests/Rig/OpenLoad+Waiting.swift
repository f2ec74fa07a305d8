import FumbleModel
import NIOCore
import NIOPosix
import Testing

@testable import FumbleTraffic

extension OpenLoad {
    /// Does something once so many intents are over, looking each millisecond.
    func whenIntents(_ count: Int, _ body: () -> Void) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var over = 0
        for _ in 0..<20_000 where over < count {
            over += await takeCounts().reduce(0) { $0 + Int($1.offered) }
            try await group.next().scheduleTask(in: .milliseconds(1)) {}.futureResult.get()
        }
        try await group.shutdownGracefully()
        #expect(over >= count)
        body()
    }
}
