import FumbleExternal
import FumbleModel
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

/// Guards that are services.
@Suite(.timeLimit(.minutes(5))) struct HTTPGuardTests {
    private func ask(
        _ answer: String?, status: HTTPResponseStatus = .ok, within timeout: TimeSpan = .seconds(60)
    ) async throws -> GuardAdvice {
        try await Service.with(answer, status: status) { port in
            await ProgramConsultant(base: ".").consult(
                GuardQuestion(
                    name: "mine", program: .http("http://127.0.0.1:\(port)/review"),
                    timeout: timeout, body: #"{"servers":44}"#))
        }
    }

    @Test func theReviewIsTheAnswer() async throws {
        let allowed = try await ask(#"{"response":{"uid":"fumble","allowed":true}}"#)
        #expect(allowed == .allow)
        let refused = try await ask(
            #"{"response":{"allowed":false,"status":{"message":"COUNT 44 is above 10"}}}"#)
        #expect(refused == .refuse("COUNT 44 is above 10"))
        let warned = try await ask(#"{"response":{"allowed":true,"warnings":["mind it"]}}"#)
        #expect(warned == .warn("mind it"))
    }

    /// A service is sent its secret as `Authorization`, and what it says of it is not told on.
    @Test func aSecretIsSentAndNotToldOn() async throws {
        let token = try #require(SecretName("desk-token"))
        let secrets = Secrets([(token, "Bearer s3cr3t")])
        for (handed, told) in [
            (GuardSpec.Handed(environment: [], authorization: token), "sent secret.desk-token"),
            (.nothing, "sent nothing"),
        ] {
            let advice = try await Service.with("echo") { port in
                await ProgramConsultant(base: ".", secrets: secrets).consult(
                    GuardQuestion(
                        name: "mine", program: .http("http://127.0.0.1:\(port)/review"),
                        timeout: .seconds(60), body: "{}", handed: handed))
            }
            #expect(advice == .refuse(told))
        }
    }

    @Test func whatIsNoReviewIsNonsense() async throws {
        #expect(
            try await ask("banana") == .failed(.nonsense("no AdmissionReview: `banana`")))
        #expect(try await ask("{}", status: .badGateway) == .failed(.nonsense("HTTP status 502")))
        let other = try await ask(#"{"response":{"uid":"other","allowed":true}}"#)
        #expect(other == .failed(.nonsense("an answer to another question, `other`")))
    }

    @Test func oneThatHangsIsWaitedForNoLongerThanItsTimeout() async throws {
        #expect(try await ask(nil, within: .milliseconds(200)) == .failed(.hung))
    }

    @Test func oneThatIsDownIsAbsent() async throws {
        let port = try await Service.with("") { $0 }
        let advice = await ProgramConsultant(base: ".").consult(
            GuardQuestion(
                name: "mine", program: .http("http://127.0.0.1:\(port)"), timeout: .seconds(60),
                body: "{}"))
        #expect(advice == .failed(.absent("nobody answers at 127.0.0.1:\(port)")))
    }
}

/// A service that gives every request the same answer, or none.
enum Service {
    static func with<Value: Sendable>(
        _ answer: String?, status: HTTPResponseStatus = .ok,
        _ body: (Int) async throws -> Value
    ) async throws -> Value {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.configureHTTPServerPipeline()
                    try child.pipeline.syncOperations.addHandler(
                        Answering(answer: answer, status: status))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        let result: Value
        do { result = try await body(port) } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
        return result
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        let answer: String?
        let status: HTTPResponseStatus

        init(answer: String?, status: HTTPResponseStatus) {
            self.answer = answer
            self.status = status
        }

        /// What the request was sent as `Authorization`.
        private var sent = "nothing"

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .head(let head) = unwrapInboundIn(data) {
                sent = head.headers.first(name: "Authorization") ?? "nothing"
            }
            guard case .end = unwrapInboundIn(data), let answer else { return }
            let echo = #"{"response":{"allowed":false,"status":{"message":"sent \#(sent)"}}}"#
            let body = context.channel.allocator.buffer(string: answer == "echo" ? echo : answer)
            let head = HTTPResponseHead(
                version: .http1_1, status: status,
                headers: ["Content-Length": "\(body.readableBytes)"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
