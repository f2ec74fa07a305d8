import NIOCore

/// Hands whole requests over from a connection to the tasks that answer them.
///
/// A class, as NIO's handlers are.
final class RequestHandOver: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPRequest

    private let arrival: AsyncStream<IncomingRequest>.Continuation

    init(to arrival: AsyncStream<IncomingRequest>.Continuation) {
        self.arrival = arrival
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        arrival.yield(IncomingRequest(unwrapInboundIn(data), from: context.channel))
    }

    /// A connection that breaks is its client's affair: nothing is left to be told to anybody.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
