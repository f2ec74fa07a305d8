import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback for tests; each of its connections gets one handler.
struct TestServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let children: Children

    static func open(
        on group: any EventLoopGroup, port: Int = 0,
        handler: @escaping @Sendable () -> any ChannelHandler & Sendable
    ) async throws -> TestServer {
        let children = Children()
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                children.channels.withLock { $0.append(channel) }
                return channel.pipeline.addHandler(handler())
            }
            .bind(host: "127.0.0.1", port: port).get()
        return TestServer(
            port: channel.localAddress?.port ?? 0, channel: channel, children: children)
    }

    /// Resets every connection, as the kernel does for a process that is killed.
    func resetConnections() async throws {
        for child in children.channels.withLock({ $0 }) {
            try await (child as? any SocketOptionProvider)?
                .setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            try await child.close()
        }
    }

    private final class Children: Sendable {
        let channels = Mutex<[any Channel]>([])
    }

    /// Sends back all it receives, and its end.
    static func echo(on group: any EventLoopGroup) async throws -> TestServer {
        try await open(on: group) { Echo() }
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Echo: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.write(data, promise: nil)
        }

        func channelReadComplete(context: ChannelHandlerContext) {
            context.flush()
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            guard case .inputClosed? = event as? ChannelEvent else { return }
            let context = NIOLoopBound(context, eventLoop: context.eventLoop)
            // NIO throws away what it has not written when the second half is closed.
            context.value.writeAndFlush(NIOAny(ByteBuffer())).whenComplete { _ in
                context.value.close(mode: .output, promise: nil)
            }
        }
    }
}
