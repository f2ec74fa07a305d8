import FumbleModel
import NIOCore

/// Asks the servers of the store; a question to the server itself does not leave it.
///
/// An actor on the server's event loop, with which the connections live.
actor Peers {
    typealias Desk = @Sendable (PeerCall) async -> Result<ByteBuffer, PeerRefusal>

    nonisolated let unownedExecutor: UnownedSerialExecutor
    nonisolated let eventLoop: any EventLoop
    private let own: String
    private let cluster: Cluster
    private var pools: [String: PeerPool] = [:]
    private var desk: Desk?

    init(of cluster: Cluster, own: String, on eventLoop: any EventLoop) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.eventLoop = eventLoop
        self.cluster = cluster
        self.own = own
    }

    /// Says who answers what the server asks itself.
    func answerOwn(with desk: @escaping Desk) {
        self.desk = desk
    }

    func close() {
        for pool in pools.values { pool.close() }
        pools = [:]
        desk = nil
    }

    /// Asks one server.
    func ask(_ name: String, _ call: PeerCall) async throws(PeerRefusal) -> ByteBuffer {
        try await Self.answer(of: begin(name, call))
    }

    /// Asks one server, and understands its answer.
    func ask<Answer: WireValue>(
        _ name: String, _ verb: PeerVerb, _ question: some WireValue, for _: Answer.Type
    ) async throws(PeerRefusal) -> Answer {
        let bytes = try await ask(name, PeerCall(verb: verb, body: question.wire))
        do { return try Answer(wire: bytes) } catch { throw .malformed }
    }

    /// Asks several servers at once, and waits for none: what they answer is of no concern.
    func tell(_ names: [String], _ call: PeerCall) {
        for name in names { _ = begin(name, call) }
    }

    /// Asks several servers at once; their answers come as they arrive, and each comes.
    ///
    /// Whoever has enough of them leaves the others: they end by themselves, in the servers' time.
    func askAll<Answer: WireValue>(
        _ names: [String], _ verb: PeerVerb, _ question: some WireValue, for _: Answer.Type
    ) -> AsyncStream<(server: String, answer: Result<Answer, PeerRefusal>)> {
        let call = PeerCall(verb: verb, body: question.wire)
        let (answers, arrival) = AsyncStream.makeStream(
            of: (server: String, answer: Result<Answer, PeerRefusal>).self)
        if names.isEmpty { arrival.finish() }
        let left = NIOLoopBoundBox(names.count, eventLoop: eventLoop)
        for name in names {
            begin(name, call).whenComplete { result in
                arrival.yield((name, Self.understand(result)))
                left.value -= 1
                if left.value == 0 { arrival.finish() }
            }
        }
        return answers
    }

    private func begin(_ name: String, _ call: PeerCall) -> EventLoopFuture<ByteBuffer> {
        if name == own { return askSelf(call) }
        guard let server = cluster.server(named: name) else {
            return eventLoop.makeFailedFuture(PeerRefusal.unreachable("there is no \(name)"))
        }
        let timeout = TimeAmount.microseconds(cluster.network.timeout.microseconds)
        let pool = pools[name] ?? PeerPool(to: server, timeout: timeout, on: eventLoop)
        pools[name] = pool
        return pool.ask(call)
    }

    private func askSelf(_ call: PeerCall) -> EventLoopFuture<ByteBuffer> {
        guard let desk else {
            return eventLoop.makeFailedFuture(PeerRefusal.notServing("boot"))
        }
        let answer = eventLoop.makePromise(of: ByteBuffer.self)
        answer.completeWithTask { try await desk(call).get() }
        return answer.futureResult
    }

    private static func answer(
        of future: EventLoopFuture<ByteBuffer>
    ) async throws(PeerRefusal) -> ByteBuffer {
        do {
            return try await future.get()
        } catch let refusal as PeerRefusal {
            throw refusal
        } catch {
            throw .unanswered
        }
    }

    private static func understand<Answer: WireValue>(
        _ result: Result<ByteBuffer, any Error>
    ) -> Result<Answer, PeerRefusal> {
        switch result {
        case .success(let bytes):
            do { return .success(try Answer(wire: bytes)) } catch { return .failure(.malformed) }
        case .failure(let error): return .failure(error as? PeerRefusal ?? .unanswered)
        }
    }
}
