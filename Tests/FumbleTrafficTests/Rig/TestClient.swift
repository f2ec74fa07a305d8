import FumbleModel
import NIOCore
import NIOPosix

/// A TCP connection that a test speaks on: what it receives is asked for by its size.
struct TestClient: Sendable {
    enum Ended: Error, Equatable {
        case inOrder
        case reset
    }

    private let channel: any Channel
    private let inbox: NIOLoopBound<Inbox>

    static func connect(to port: Int, on group: any EventLoopGroup) async throws -> TestClient {
        let loop = group.next()
        return try await loop.flatSubmit {
            let inbox = NIOLoopBound(Inbox(), eventLoop: loop)
            return ClientBootstrap(group: loop)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(inbox.value)
                    }
                }
                .connect(host: "127.0.0.1", port: port)
                .map { TestClient(channel: $0, inbox: inbox) }
        }.get()
    }

    /// Returns once the kernel has taken it all.
    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Sends without waiting for the kernel to take it, as it may not.
    func post(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func finish() async throws {
        try await channel.close(mode: .output)
    }

    /// - Throws: `Ended` if the connection ends before so many bytes came.
    func receive(_ count: Int) async throws -> [UInt8] {
        let buffer = try await channel.eventLoop.flatSubmit { [inbox, channel] in
            inbox.value.receive(count, on: channel.eventLoop)
        }.get()
        return Array(buffer.readableBytesView)
    }

    /// Sends and receives the same number of bytes; true if they are the same.
    func echoes(_ bytes: [UInt8]) async throws -> Bool {
        async let received = receive(bytes.count)
        try await send(bytes)
        return try await received == bytes
    }

    /// How the connection ends; what is received before is thrown away.
    func ending() async -> Ended {
        do {
            while true { _ = try await receive(1) }
        } catch {
            return error as? Ended ?? .reset
        }
    }

    func close() async {
        try? await channel.close()
    }

    private final class Inbox: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private var received = ByteBuffer()
        private var ended: Ended?
        private var wanted: (count: Int, promise: EventLoopPromise<ByteBuffer>)?

        func receive(_ count: Int, on loop: any EventLoop) -> EventLoopFuture<ByteBuffer> {
            let promise = loop.makePromise(of: ByteBuffer.self)
            wanted = (count, promise)
            settle()
            return promise.futureResult
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            received.writeBuffer(&bytes)
            settle()
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { end(.inOrder) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            end(.reset)
        }

        func channelInactive(context: ChannelHandlerContext) {
            end(.inOrder)
        }

        private func end(_ how: Ended) {
            if ended == nil { ended = how }
            settle()
        }

        private func settle() {
            guard let (count, promise) = wanted else { return }
            if let bytes = received.readSlice(length: count) {
                wanted = nil
                received.discardReadBytes()
                promise.succeed(bytes)
            } else if let ended {
                wanted = nil
                promise.fail(ended)
            }
        }
    }
}
