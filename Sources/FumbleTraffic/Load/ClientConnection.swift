internal import NIOCore
internal import NIOHTTP1

/// One HTTP/1.1 connection of a load, which carries one exchange after another.
final class ClientConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let pool: ConnectionPool
    private var context: ChannelHandlerContext?
    private var exchange: Exchange?
    private var answer: HTTPResponseHead?
    private var body = ByteBuffer()
    /// Whether an exchange was carried before the present one.
    private var isUsed = false

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// Sends an exchange; the connection must be idle.
    func carry(_ exchange: Exchange) {
        guard let context, context.channel.isActive else { return exchange.end(.failed) }
        self.exchange = exchange
        exchange.connection = self
        exchange.attempt(isSent: true)
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        if let bytes = exchange.body {
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Closes at once; HTTP/1.1 cannot take a request back.
    func close() {
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        pool.becameOpen(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // 100 Continue and its like come before the answer.
            if head.status.code >= 200 { answer = head }
        case .body(var bytes):
            if exchange?.wantsBody == true { body.writeBuffer(&bytes) }
        case .end:
            finish(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let unfinished = exchange
        exchange = nil
        pool.lost(self)
        guard let unfinished, !unfinished.hasEnded else { return }
        if isUsed, answer == nil, unfinished.maySendAgain() {
            // A server may close a connection that was idle just when it is used again; then every
            // client asks again on another, and so does this one.
            pool.submit(unfinished)
        } else {
            unfinished.end(.failed)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let answer, let exchange else { return }
        let outcome = Exchange.Outcome.answered(status: Int(answer.status.code), body: body)
        self.answer = nil
        self.exchange = nil
        body = ByteBuffer()
        isUsed = true
        // Before the connection is given to others, so that a retry stands behind those who wait.
        exchange.end(outcome)
        if answer.isKeepAlive {
            pool.becameIdle(self)
        } else {
            context.close(promise: nil)
        }
    }
}
