internal import Glibc
internal import NIOCore

/// One end of a proxied connection, in its channel's pipeline: hands what it reads to its lane, and
/// writes what the other lane passes.
///
/// Reading is asked for by NIO after each read, and held up here while the lane cannot take more; so
/// the channel's read interest is left alone as long as bytes flow.
final class RelayHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: ProxiedConnection
    private let side: ProxiedConnection.Side
    private let outgoing: Lane
    private let incoming: Lane
    private var context: ChannelHandlerContext?
    private var owesRead = false
    private var hasClosedOutput = false
    private var hasFailed = false

    init(_ side: ProxiedConnection.Side, of connection: ProxiedConnection) {
        self.connection = connection
        self.side = side
        outgoing = connection.lane(from: side)
        incoming = connection.lane(from: side.other)
    }

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func write(_ bytes: ByteBuffer) {
        context?.write(wrapOutboundOut(bytes), promise: nil)
    }

    func flush() {
        context?.flush()
    }

    func readIfOwed() {
        guard owesRead, outgoing.mayRead else { return }
        owesRead = false
        context?.read()
    }

    /// Ends the stream after all that was written.
    func finish() {
        afterWriting { context in
            self.hasClosedOutput = true
            self.incoming.tellFinish()
            context.close(mode: .output, promise: nil)
            self.connection.closeIfOver()
        }
    }

    /// Resets the connection after all that was written.
    func breakOff() {
        afterWriting { _ in
            self.prepareReset()
            self.close()
        }
    }

    func close() {
        context?.close(mode: .all, promise: nil)
    }

    /// Lets the connection's closing be a reset, so that the peer sees an error and not an end.
    func prepareReset() {
        if let context { Self.prepareReset(of: context.channel) }
    }

    /// Lets the channel's closing be a reset.
    static func prepareReset(of channel: any Channel) {
        // On the channel's own loop it is done before it returns; a socket that refuses it is closed
        // all the same.
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { connection.begin(side, self) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        connection.begin(side, self)
    }

    func read(context: ChannelHandlerContext) {
        if outgoing.mayRead {
            context.read()
        } else {
            owesRead = true
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        outgoing.take(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        outgoing.sink?.flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { incoming.source?.readIfOwed() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            outgoing.finish()
            connection.closeIfOver()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        hasFailed = true
        context.close(mode: .all, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        // The second half to end ends the channel without another word.
        connection.lose(side, inOrder: hasClosedOutput && !hasFailed)
    }

    /// NIO throws away what it has not written when a channel is closed, or when a second half is.
    private func afterWriting(_ body: @escaping (ChannelHandlerContext) -> Void) {
        guard let context else { return }
        let buffered = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        guard let buffered, buffered > 0 else { return body(context) }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        // If it fails, the channel has closed, and there is nobody to tell.
        written.futureResult.assumeIsolated().whenSuccess { body(context) }
    }
}
