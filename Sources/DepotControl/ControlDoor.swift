import NIOCore
import NIOPosix

/// Where people and scripts reach the control plane: each connection is one request and its answers.
package struct ControlDoor: Sendable {
    private let channel: any Channel
    private let group: MultiThreadedEventLoopGroup
    /// Where it listens, whatever port was free.
    package let address: DoorAddress

    /// Why it cannot listen.
    package struct Failure: Error {
        package let reason: String
    }

    /// Begins to listen; what is asked waits in the queue.
    package static func open(
        at address: DoorAddress, for requests: RequestQueue
    ) async throws(Failure) -> ControlDoor {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { child in
                    child.eventLoop.makeCompletedFuture {
                        try child.pipeline.syncOperations.addHandler(RequestReader(requests))
                    }
                }
                .bind(to: try address.socketAddress()).get()
            let port = channel.localAddress?.port
            return ControlDoor(
                channel: channel, group: group, address: port.map { .port($0) } ?? address)
        } catch {
            try? await group.shutdownGracefully()
            throw Failure(reason: "\(error)")
        }
    }

    /// Lets nobody in any more, and lets the answers that were given out.
    package func close() async {
        try? await channel.close()
        try? await group.shutdownGracefully()
    }
}
