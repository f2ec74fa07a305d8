import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens on one port and has every request answered, each in a task of its own.
///
/// Connections are handlers of NIO's and not its asynchronous channels: those may not be dropped unused, and a
/// listener that is stopped drops the connections that it has just accepted.
struct HTTPListener: Sendable {
    private let channel: any Channel
    private let requests: AsyncStream<IncomingRequest>
    private let arrival: AsyncStream<IncomingRequest>.Continuation

    /// As many may knock while the server is busy.
    private static let backlog: Int32 = 1024

    /// - Parameter port: 0 for any that is free.
    static func bind(
        host: String, port: Int, on group: MultiThreadedEventLoopGroup
    ) async throws -> HTTPListener {
        // It holds one request of a connection at most: the next is read when that has been answered.
        let (requests, arrival) = AsyncStream.makeStream(of: IncomingRequest.self)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    let pipeline = child.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandlers(RequestAssembler(), RequestHandOver(to: arrival))
                }
            }
            .bind(host: host, port: port).get()
        return HTTPListener(channel: channel, requests: requests, arrival: arrival)
    }

    /// Answers until the task is cancelled; then it hears no more, and ends with the last answer that was begun.
    ///
    /// Open connections are closed with the event loop.
    func serve(
        _ answer: @escaping @Sendable (HTTPRequest) async -> HTTPAnswer
    ) async throws {
        await withDiscardingTaskGroup { group in
            for await request in requests {
                group.addTask { request.send(await answer(request.request)) }
            }
        }
        arrival.finish()
        try await channel.close()
    }
}
