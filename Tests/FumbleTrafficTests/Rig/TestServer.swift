import NIOCore
import NIOPosix

/// A server on loopback for tests; each of its connections gets one handler.
struct TestServer: Sendable {
    let port: Int
    private let channel: any Channel

    static func open(
        on group: any EventLoopGroup, port: Int = 0,
        handler: @escaping @Sendable () -> any ChannelHandler & Sendable
    ) async throws -> TestServer {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { $0.pipeline.addHandler(handler()) }
            .bind(host: "127.0.0.1", port: port).get()
        return TestServer(port: channel.localAddress?.port ?? 0, channel: channel)
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
