import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback for tests; each of its connections gets one handler.
struct TestServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let children: Children
    private let endings: Endings

    private static func open(
        on group: any EventLoopGroup, endings: Endings,
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
            .bind(host: "127.0.0.1", port: 0).get()
        return TestServer(
            port: channel.localAddress?.port ?? 0, channel: channel, children: children,
            endings: endings)
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
        let endings = Endings()
        return try await open(on: group, endings: endings) { Echo(endings) }
    }

    /// Connections that ended by a reset, and by none.
    var ended: (byReset: Int, inOrder: Int) {
        endings.counts.withLock { ($0.byReset, $0.inOrder) }
    }

    private final class Endings: Sendable {
        let counts = Mutex((byReset: 0, inOrder: 0))
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Echo: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let endings: Endings
        private let hasFailed = Atomic(false)

        init(_ endings: Endings) {
            self.endings = endings
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            hasFailed.store(true, ordering: .relaxed)
        }

        func channelInactive(context: ChannelHandlerContext) {
            let isReset = hasFailed.load(ordering: .relaxed)
            endings.counts.withLock {
                $0.byReset += isReset ? 1 : 0
                $0.inOrder += isReset ? 0 : 1
            }
        }

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
