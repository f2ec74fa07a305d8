import NIOCore
import NIOHTTP1
import NIOPosix
import SystemPackage

/// The connections to one other server, kept open between questions.
///
/// A class that lives on the server's event loop: its connections come back to it whenever they are done.
final class PeerPool {
    private let server: Cluster.Server
    private let eventLoop: any EventLoop
    private let timeout: TimeAmount
    private var idle: [any Channel] = []
    private var open = 0

    /// More questions at one time are refused: a server that is so far behind will not answer them in time.
    private static let mostOpen = 256

    init(to server: Cluster.Server, timeout: TimeAmount, on eventLoop: any EventLoop) {
        self.server = server
        self.timeout = timeout
        self.eventLoop = eventLoop
    }

    /// Asks, and answers with what the server says, or with a `PeerRefusal`.
    func ask(_ call: PeerCall) -> EventLoopFuture<ByteBuffer> {
        let answer = eventLoop.makePromise(of: ByteBuffer.self)
        while let channel = idle.popLast() {
            if channel.isActive {
                ask(call, answer, on: channel)
                return answer.futureResult
            }
        }
        guard open < Self.mostOpen else {
            answer.fail(PeerRefusal.unreachable("\(server.name) has too many questions"))
            return answer.futureResult
        }
        open += 1
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        connect().whenComplete { result in
            switch result {
            case .success(let channel):
                channel.closeFuture.whenComplete { _ in bound.value.forget(channel) }
                bound.value.ask(call, answer, on: channel)
            case .failure(let error):
                bound.value.open -= 1
                answer.fail(PeerRefusal.unreachable(Self.reason(for: error)))
            }
        }
        return answer.futureResult
    }

    func close() {
        for channel in idle { channel.close(promise: nil) }
        idle = []
    }

    private func connect() -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(PeerConnection())
                }
            }
            .connect(host: server.host, port: server.port)
    }

    /// In the system's words, where it is the system that refused.
    private static func reason(for error: any Error) -> String {
        guard let refusal = error as? NIOConnectionError,
            let cause = refusal.connectionErrors.first?.error as? IOError
        else { return "\(error)" }
        return Errno(rawValue: cause.errnoCode).description
    }

    private func ask(
        _ call: PeerCall, _ answer: EventLoopPromise<ByteBuffer>, on channel: any Channel
    ) {
        let question = PeerConnection.Question(
            call: call, host: "\(server.host):\(server.port)", timeout: timeout, answer: answer)
        // A connection that was closed a moment ago has no handler any more that would answer.
        channel.writeAndFlush(question).whenFailure { _ in answer.fail(PeerRefusal.unanswered) }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        answer.futureResult.whenComplete { result in
            // After an answer of any sort the connection is at rest; without one it is being closed.
            if case .failure(PeerRefusal.unanswered) = result { return }
            bound.value.idle.append(channel)
        }
    }

    private func forget(_ channel: any Channel) {
        open -= 1
        idle.removeAll { $0 === channel }
    }
}
