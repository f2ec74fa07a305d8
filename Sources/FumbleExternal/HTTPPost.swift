import FumbleModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// One POST of JSON, and its answer.
struct HTTPPost {
    let place: WebAddress
    let body: String
    let timeout: TimeSpan
    /// What is sent as `Authorization`; nil: nothing.
    var authorization: String?

    /// The most that is read of an answer.
    static let most = 1 << 20

    struct Reply: Sendable {
        let status: UInt
        let body: [UInt8]
    }

    /// - Throws: `HTTPPostFailure`, or what NIO says of a place where nobody answers.
    func reply() async throws -> Reply {
        if place.isEncrypted { return try await EncryptedPost(post: self).reply() }
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let timeout = TimeAmount.microseconds(self.timeout.microseconds)
        let answer = loop.makePromise(of: Reply.self)
        let limit = loop.scheduleTask(in: timeout) { answer.fail(HTTPPostFailure.hung) }
        ClientBootstrap(group: loop).connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        HTTPQuestion(
                            path: place.path, host: place.authority, body: body,
                            authorization: authorization, answer: answer))
                }
            }
            .connect(host: place.host, port: place.port)
            .whenComplete { result in
                switch result {
                case .failure(let error): answer.fail(error)
                case .success(let channel):
                    answer.futureResult.whenComplete { _ in channel.close(promise: nil) }
                }
            }
        defer { limit.cancel() }
        return try await answer.futureResult.get()
    }
}

/// Why a service gave no answer that could be read.
enum HTTPPostFailure: Error {
    case hung, cutOff, tooLong
    /// In words: no connection, no TLS that both understand, a certificate that nobody vouches for.
    case notReached(String)
}

/// Sends one question when its connection is there, and gathers the answer.
///
/// A class, as NIO's handlers are; it lives on its channel's event loop.
private final class HTTPQuestion: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let path: String
    private let host: String
    private let body: String
    private let authorization: String?
    private let answer: EventLoopPromise<HTTPPost.Reply>
    private var status: UInt = 0
    private var gathered: [UInt8] = []

    init(
        path: String, host: String, body: String, authorization: String?,
        answer: EventLoopPromise<HTTPPost.Reply>
    ) {
        self.authorization = authorization
        self.path = path
        self.host = host
        self.body = body
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        let buffer = context.channel.allocator.buffer(string: body)
        var headers: HTTPHeaders = [
            "Host": host, "Content-Type": "application/json", "Connection": "close",
            "Content-Length": "\(buffer.readableBytes)",
        ]
        if let authorization { headers.add(name: "Authorization", value: authorization) }
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: path, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = head.status.code
        case .body(let piece):
            gathered += piece.readableBytesView
            if gathered.count > HTTPPost.most { answer.fail(HTTPPostFailure.tooLong) }
        case .end: answer.succeed(HTTPPost.Reply(status: status, body: gathered))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(HTTPPostFailure.cutOff)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(HTTPPostFailure.cutOff)
        context.close(promise: nil)
    }
}
