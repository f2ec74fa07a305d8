import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens on one port and has every request answered, each connection in a task of its own.
struct HTTPListener: Sendable {
    typealias Connection = NIOAsyncChannel<HTTPRequest, HTTPAnswer>

    private let channel: NIOAsyncChannel<Connection, Never>

    /// As many may knock while the server is busy.
    private static let backlog: Int32 = 1024

    /// - Parameter port: 0 for any that is free.
    static func bind(
        host: String, port: Int, on group: MultiThreadedEventLoopGroup
    ) async throws -> HTTPListener {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { child in
                child.eventLoop.makeCompletedFuture {
                    let pipeline = child.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandler(RequestAssembler())
                    return try Connection(wrappingChannelSynchronously: child)
                }
            }
        return HTTPListener(channel: channel)
    }

    var port: Int { channel.channel.localAddress?.port ?? 0 }

    /// Answers until the task is cancelled.
    func serve(
        _ answer: @escaping @Sendable (HTTPRequest) async -> HTTPAnswer
    ) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await channel.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await Self.serve(connection, answer) }
                }
            }
        }
    }

    /// A connection that breaks is its client's affair: nothing is left to be told to anybody.
    private static func serve(
        _ connection: Connection, _ answer: @Sendable (HTTPRequest) async -> HTTPAnswer
    ) async {
        do {
            try await connection.executeThenClose { requests, answers in
                for try await request in requests {
                    try await answers.write(await answer(request))
                }
            }
        } catch {
            return
        }
    }
}
