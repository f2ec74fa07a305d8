import FoundationEssentials
import FumbleModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// One question to a guard's service, as a POST of an AdmissionReview, and its answer.
///
/// The request is `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"...",
/// "object":{...}}}`, the object being the same as a program is told; the answer is
/// `{"response":{"uid":"...","allowed":false,"status":{"message":"..."},"warnings":["..."]}}`.
struct HTTPCall {
    let url: String
    let question: GuardQuestion
    /// nil: none is sent.
    let authorization: String?

    /// Every question is one of its own; nobody else speaks on its connection.
    private static let uid = "fumble"
    /// The most that is read of an answer.
    static let most = 1 << 20

    func advice() async -> GuardAdvice {
        guard let place = Place(url) else { return .failed(.absent("`\(url)` is no address")) }
        let reply: Reply
        do {
            reply = try await ask(place)
        } catch HTTPGuardFailure.hung {
            return .failed(.hung)
        } catch HTTPGuardFailure.tooLong {
            return .failed(.nonsense("more than \(Self.most) bytes"))
        } catch HTTPGuardFailure.cutOff {
            return .failed(.nonsense("the connection was closed before the answer was whole"))
        } catch {
            return .failed(.absent("nobody answers at \(place.host):\(place.port)"))
        }
        guard reply.status == 200 else {
            return .failed(.nonsense("HTTP status \(reply.status)"))
        }
        return read(reply.body)
    }

    private func read(_ body: [UInt8]) -> GuardAdvice {
        guard let review = try? JSONDecoder().decode(Review.self, from: Data(body)) else {
            let begins = OneLine.of(body.prefix(60))
            return .failed(.nonsense("no AdmissionReview: `\(begins)`"))
        }
        let response = review.response
        if let uid = response.uid, uid != Self.uid {
            return .failed(.nonsense("an answer to another question, `\(uid)`"))
        }
        guard response.allowed else {
            let message = response.status?.message ?? ""
            return .refuse(message.isEmpty ? "`\(url)` refuses, and says nothing" : message)
        }
        let warnings = (response.warnings ?? []).filter { !$0.isEmpty }
        return warnings.isEmpty ? .allow : .warn(warnings.joined(separator: "; "))
    }

    private struct Review: Decodable {
        let response: Response

        struct Response: Decodable {
            let uid: String?
            let allowed: Bool
            let status: Status?
            let warnings: [String]?
        }

        struct Status: Decodable {
            let message: String?
        }
    }

    /// Where a service is.
    struct Place: Sendable {
        let host: String
        let port: Int
        let path: String

        /// nil: it is no `http:` address.
        init?(_ url: String) {
            let scheme = "http://"
            guard url.hasPrefix(scheme) else { return nil }
            let rest = url.dropFirst(scheme.count)
            let authority = rest.prefix { $0 != "/" && $0 != "?" }
            let parts = authority.split(separator: ":", maxSplits: 1)
            guard let name = parts.first, let number = parts.count > 1 ? Int(parts[1]) : 80 else {
                return nil
            }
            host = String(name)
            port = number
            let tail = rest.dropFirst(authority.count)
            path = tail.hasPrefix("/") ? String(tail) : "/\(tail)"
        }
    }

    struct Reply: Sendable {
        let status: UInt
        let body: [UInt8]
    }

    private func ask(_ place: Place) async throws -> Reply {
        let body =
            #"{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"\#(Self.uid)","#
            + #""object":\#(question.body)}}"#
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let timeout = TimeAmount.microseconds(question.timeout.microseconds)
        let answer = loop.makePromise(of: Reply.self)
        let limit = loop.scheduleTask(in: timeout) { answer.fail(HTTPGuardFailure.hung) }
        ClientBootstrap(group: loop).connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        HTTPQuestion(
                            path: place.path, host: "\(place.host):\(place.port)", body: body,
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
enum HTTPGuardFailure: Error {
    case hung, cutOff, tooLong
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
    private let answer: EventLoopPromise<HTTPCall.Reply>
    private var status: UInt = 0
    private var gathered: [UInt8] = []

    init(
        path: String, host: String, body: String, authorization: String?,
        answer: EventLoopPromise<HTTPCall.Reply>
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
            if gathered.count > HTTPCall.most { answer.fail(HTTPGuardFailure.tooLong) }
        case .end: answer.succeed(HTTPCall.Reply(status: status, body: gathered))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(HTTPGuardFailure.cutOff)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(HTTPGuardFailure.cutOff)
        context.close(promise: nil)
    }
}
