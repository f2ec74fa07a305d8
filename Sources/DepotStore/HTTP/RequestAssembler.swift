import NIOCore
import NIOHTTP1

/// Makes whole requests of the parts that come in, and parts of whole answers.
///
/// A class, as NIO's handlers are; it lives on its channel's event loop. A client that waits to be told to go on
/// (`Expect: 100-continue`, as those of S3 do with every body) is told so, or that its body is too large.
final class RequestAssembler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequest
    typealias OutboundIn = HTTPAnswer
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case idle
        case reading(HTTPRequestHead, ByteBuffer)
        /// The answer was sent before the request had come whole; the rest of it is dropped.
        case refused
    }

    private var state = State.idle
    private var isKeptAlive = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), _): begin(head, context)
        case (.body(let piece), .reading(let head, var body)):
            state = .idle
            body.writeImmutableBuffer(piece)
            if body.readableBytes > HTTPRequest.largestBody {
                refuse(context)
            } else {
                state = .reading(head, body)
            }
        case (.end, .reading(let head, let body)):
            state = .idle
            let request = HTTPRequest(
                method: head.method, target: head.uri, headers: head.headers, body: body)
            context.fireChannelRead(wrapInboundOut(request))
        case (.body, _), (.end, _): break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        send(unwrapOutboundIn(data), context, promise)
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        isKeptAlive = head.isKeepAlive
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard length <= HTTPRequest.largestBody else {
            refuse(context)
            return
        }
        state = .reading(head, context.channel.allocator.buffer(capacity: length))
        guard head.headers[canonicalForm: "expect"].contains(where: { $0 == "100-continue" })
        else { return }
        let goOn = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        state = .refused
        var answer = S3Error.entityTooLarge.answer(resource: "")
        answer.closes = true
        send(answer, context, nil)
        context.flush()
    }

    private func send(
        _ answer: HTTPAnswer, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) {
        var head = HTTPResponseHead(
            version: .http1_1, status: answer.status, headers: answer.headers)
        let closes = answer.closes || !isKeptAlive
        if answer.status != .noContent {
            let length = answer.statedLength ?? answer.body.readableBytes
            head.headers.replaceOrAdd(name: "Content-Length", value: "\(length)")
        }
        if closes { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if answer.statedLength == nil, answer.body.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        }
        let end = context.write(wrapOutboundOut(.end(nil)))
        if let promise { end.cascade(to: promise) }
        if closes {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            end.whenComplete { _ in bound.value.close(promise: nil) }
        }
    }
}
