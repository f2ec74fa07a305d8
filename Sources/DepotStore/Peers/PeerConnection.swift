import NIOCore
import NIOHTTP1

/// One connection to another server, with one question on it at a time.
///
/// A class, as NIO's handlers are; it lives on its channel's event loop.
final class PeerConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Question
    typealias OutboundOut = HTTPClientRequestPart

    struct Question: Sendable {
        let call: PeerCall
        let host: String
        let timeout: TimeAmount
        let answer: EventLoopPromise<ByteBuffer>
    }

    private var open: (question: Question, timeout: Scheduled<Void>)?
    private var status = HTTPResponseStatus.ok
    private var body = ByteBuffer()

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let question = unwrapOutboundIn(data)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let timeout = context.eventLoop.scheduleTask(in: question.timeout) {
            bound.value.close(promise: nil)
        }
        open = (question, timeout)
        body = ByteBuffer()
        let headers: HTTPHeaders = [
            "Host": question.host, "Content-Length": "\(question.call.body.readableBytes)",
        ]
        let head = HTTPRequestHead(
            version: .http1_1, method: .POST, uri: question.call.path, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(question.call.body))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = head.status
        case .body(let piece):
            if body.readableBytes == 0 { body = piece } else { body.writeImmutableBuffer(piece) }
        case .end: finish(answer())
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(.unanswered))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer() -> Result<ByteBuffer, PeerRefusal> {
        switch status {
        case .ok: .success(body)
        case .serviceUnavailable: .failure(.notServing(String(buffer: body)))
        case .internalServerError: .failure(.failed(String(buffer: body)))
        default: .failure(.malformed)
        }
    }

    private func finish(_ result: Result<ByteBuffer, PeerRefusal>) {
        guard let (question, timeout) = open else { return }
        open = nil
        timeout.cancel()
        switch result {
        case .success(let bytes): question.answer.succeed(bytes)
        case .failure(let refusal): question.answer.fail(refusal)
        }
    }
}
