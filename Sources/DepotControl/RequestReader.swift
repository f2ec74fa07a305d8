import NIOCore

/// Reads the one request of a connection, and writes what is answered.
final class RequestReader: ChannelInboundHandler {
    // A class: NIO's handlers are.
    typealias InboundIn = ByteBuffer

    private let requests: RequestQueue
    private var bytes: [UInt8] = []
    private var isRead = false

    /// A connection that has not asked by then is closed.
    private static let patience = TimeAmount.seconds(10)

    init(_ requests: RequestQueue) {
        self.requests = requests
    }

    func channelActive(context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [self] in
            if !isRead { context.close(promise: nil) }
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRead else { return }
        bytes += unwrapInboundIn(data).readableBytesView
        let channel = context.channel
        switch Wire.read(bytes) {
        case .part: return
        case .nonsense:
            isRead = true
            Self.send(.complained("this is no request of depotctl"), to: channel)
            Self.send(.ended(.usage), to: channel)
        case .whole(let request):
            isRead = true
            let pending = PendingRequest(request) { Self.send($0, to: channel) }
            if requests.put(pending) { return }
            Self.send(
                .complained("the control plane is ending, or has too much to do"), to: channel)
            Self.send(.ended(.unavailable), to: channel)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private static func send(_ answer: Answer, to channel: any Channel) {
        let bytes = ByteBuffer(string: Wire.text(of: answer))
        guard case .ended = answer else { return channel.writeAndFlush(bytes, promise: nil) }
        channel.writeAndFlush(bytes).whenComplete { _ in channel.close(promise: nil) }
    }
}
