import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import FumbleTraffic

/// A small HTTP server that keeps what is put, and misbehaves as told; with loops for a load on it.
final class TestStore: Sendable {
    enum Manner: Sendable {
        case keeps
        /// Answers a PUT that is the so many-th request with 500 and does nothing.
        case fails(each: Int)
        /// Acknowledges each so many-th PUT and forgets it.
        case forgets(each: Int)
        /// Acknowledges a PUT to a key that it has, and keeps what it had.
        case keepsFirst
        /// Keeps the first half of each object.
        case truncates
        case neverAnswers
        /// Closes the connection after each answer without having said so.
        case closes
    }

    private struct State {
        var objects: [String: ByteBuffer] = [:]
        var requests = 0
        var held: [@Sendable () -> Void] = []
        var isStalled = false
        var isFailing = false
    }

    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loops = TrafficLoops(threads: 1)
    private let manner: Manner
    private let state = Mutex(State())

    init(_ manner: Manner) {
        self.manner = manner
    }

    /// Opens a store, gives its port, and ends it.
    static func use(
        _ manner: Manner = .keeps, _ body: (TestStore, Int) async throws -> Void
    ) async throws {
        let store = TestStore(manner)
        let channel = try await ServerBootstrap(group: store.group)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(Handler(store))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(store, channel.localAddress?.port ?? 0)
        } catch {
            await store.end()
            throw error
        }
        await store.end()
    }

    var requestCount: Int { state.withLock { $0.requests } }

    /// Answers nothing for so long, then all that came meanwhile.
    func stall(for length: TimeAmount, from delay: TimeAmount) {
        let loop = group.next()
        loop.scheduleTask(in: delay) { self.state.withLock { $0.isStalled = true } }
        loop.scheduleTask(in: delay + length) {
            let held = self.state.withLock { state in
                state.isStalled = false
                defer { state.held = [] }
                return state.held
            }
            for answer in held { answer() }
        }
    }

    /// Answers 500 to all that comes.
    func failFromNowOn() {
        state.withLock { $0.isFailing = true }
    }

    private func end() async {
        await loops.shutdown()
        try? await group.shutdownGracefully()
    }

    /// Calls `answer` with the answer to a request: now, at the end of a stall, or never.
    fileprivate func answer(
        _ head: HTTPRequestHead, _ body: ByteBuffer,
        _ answer: @escaping @Sendable (HTTPResponseStatus, ByteBuffer, _ closes: Bool) -> Void
    ) {
        let isHeld = state.withLock { state in
            guard state.isStalled else { return false }
            state.held.append { self.answer(head, body, answer) }
            return true
        }
        if isHeld { return }
        let done: (HTTPResponseStatus, ByteBuffer)? = state.withLock { state in
            state.requests += 1
            return Self.handle(head, body, manner, &state)
        }
        if let (status, bytes) = done {
            let closes = if case .closes = manner { true } else { false }
            answer(status, bytes, closes)
        }
    }

    private static func handle(
        _ head: HTTPRequestHead, _ body: ByteBuffer, _ manner: Manner, _ state: inout State
    ) -> (HTTPResponseStatus, ByteBuffer)? {
        if case .neverAnswers = manner { return nil }
        if state.isFailing { return (.internalServerError, ByteBuffer()) }
        if case .fails(let each) = manner, head.method == .PUT,
            state.requests.isMultiple(of: each)
        {
            return (.internalServerError, ByteBuffer())
        }
        guard head.method == .PUT else {
            return state.objects[head.uri].map { (.ok, $0) } ?? (.notFound, ByteBuffer())
        }
        switch manner {
        case .forgets(let each) where state.requests.isMultiple(of: each): break
        case .keepsFirst where state.objects[head.uri] != nil: break
        case .truncates:
            state.objects[head.uri] = body.getSlice(at: 0, length: body.readableBytes / 2)
        default: state.objects[head.uri] = body
        }
        return (.ok, ByteBuffer())
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let store: TestStore
        private var head: HTTPRequestHead?
        private var body = ByteBuffer()

        init(_ store: TestStore) {
            self.store = store
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): (self.head, body) = (head, ByteBuffer())
            case .body(var bytes): body.writeBuffer(&bytes)
            case .end:
                guard let head else { return }
                let context = NIOLoopBound(context, eventLoop: context.eventLoop)
                store.answer(head, body) { status, bytes, closes in
                    let context = context.value
                    let length = ["content-length": "\(bytes.readableBytes)"] as HTTPHeaders
                    let head = HTTPResponseHead(version: .http1_1, status: status, headers: length)
                    context.write(Self.wrap(.head(head)), promise: nil)
                    context.write(Self.wrap(.body(.byteBuffer(bytes))), promise: nil)
                    context.writeAndFlush(Self.wrap(.end(nil)), promise: nil)
                    if closes { context.close(promise: nil) }
                }
            }
        }

        private static func wrap(_ part: HTTPServerResponsePart) -> NIOAny { NIOAny(part) }
    }
}
