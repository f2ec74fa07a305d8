internal import FumbleModel
internal import NIOCore
internal import NIOPosix

/// What a proxy keeps on its event loop: the listening socket, the connections, and the faults.
///
/// A class: the acceptor, the connections and the proxy's handle refer to it. It lives on one loop, so
/// that nothing in it is locked and the order of its doings is the order of its events.
final class ProxyDesk {
    let name: String
    let seed: UInt64
    let toServer: Link
    let toClient: Link
    private(set) var isPartitioned = false
    var failed = 0

    let loop: any EventLoop
    private let socket: ListeningSocket
    private let server: UInt16
    private var listener: (any Channel)?
    private var connections: [ProxiedConnection] = []
    private var accepted = 0
    private var turnedAway = 0
    private var reset = 0
    private var choices: RandomStream
    private var isClosed = false
    private var emptied: EventLoopPromise<Void>?

    /// Each takes two descriptors, and a process may open 20,000 on the machines we know.
    private static let mostConnections = 8192

    init(
        name: String, socket: ListeningSocket, server: UInt16, seed: UInt64,
        loop: any EventLoop
    ) {
        self.name = name
        self.seed = seed
        self.socket = socket
        self.server = server
        self.loop = loop
        toServer = Link(loop: loop)
        toClient = Link(loop: loop)
        choices = RandomStream(seed: seed, name: "\(name)/reset")
    }

    // MARK: The proxy's verbs

    func set(_ faults: ProxyFaults) -> EventLoopFuture<Void> {
        guard !isClosed else { return loop.makeFailedFuture(ProxyError.isClosed) }
        isPartitioned = faults.partition != nil
        toServer.set(faults.toServer, isPartitioned: isPartitioned)
        toClient.set(faults.toClient, isPartitioned: isPartitioned)
        // A copy, because a lane that goes on may end its connection.
        for connection in connections { connection.replan() }
        guard faults.partition != .newConnectionsRefused else { return refuse() }
        return listener == nil ? listen() : loop.makeSucceededVoidFuture()
    }

    /// - Returns: how many were reset.
    func reset(_ share: Share) -> Int {
        let victims = choices.shuffled(connections).prefix(share.rounded(up: connections.count))
        for connection in victims { connection.reset() }
        reset += victims.count
        return victims.count
    }

    func counters() -> ProxyCounters {
        ProxyCounters(
            toServer: toServer.counters, toClient: toClient.counters, accepted: accepted,
            open: connections.count, waiting: connections.count { $0.isWaiting }, failed: failed,
            turnedAway: turnedAway, reset: reset)
    }

    /// Listens no more and resets what is open.
    func close() -> EventLoopFuture<Void> {
        if let emptied { return emptied.futureResult }
        let promise = loop.makePromise(of: Void.self)
        emptied = promise
        isClosed = true
        let open = connections
        refuse().assumeIsolated().whenComplete { _ in
            self.socket.close()
            for connection in open { connection.reset() }
            if self.connections.isEmpty { promise.succeed() }
        }
        return promise.futureResult
    }

    /// Takes connections from the socket, which listens.
    func listen() -> EventLoopFuture<Void> {
        do throws(ProxyError) {
            try socket.listen()
            let descriptor = try socket.duplicate()
            let bound = NIOLoopBound(self, eventLoop: loop)
            return ServerBootstrap(group: loop)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.recvAllocator, value: Self.receiving)
                .childChannelInitializer { channel in bound.value.accept(channel) }
                .withBoundSocket(descriptor)
                .assumeIsolated().map { self.listener = $0 }.nonisolated()
        } catch {
            return loop.makeFailedFuture(error)
        }
    }

    // MARK: For connections

    func add(_ connection: ProxiedConnection) {
        connection.place = connections.count
        connections.append(connection)
    }

    func remove(_ connection: ProxiedConnection) {
        let last = connections.count - 1
        guard connection.place <= last, connections[connection.place] === connection else { return }
        connections.swapAt(connection.place, last)
        connections[connection.place].place = connection.place
        connections.removeLast()
        if connections.isEmpty { emptied?.succeed() }
    }

    func connect(_ connection: ProxiedConnection) {
        let bound = NIOLoopBound(connection, eventLoop: loop)
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.recvAllocator, value: Self.receiving)
            .connectTimeout(Self.connectPatience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = RelayHandler(.server, of: bound.value)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        LoopbackSocket.connect(bootstrap, to: server)
            .assumeIsolated().whenFailure { _ in connection.failToConnect() }
    }

    // MARK: -

    /// A client gives up before, as it would without a proxy.
    private static let connectPatience = TimeAmount.hours(1)
    /// Small at first, since NIO copies the first buffer of a channel before it is filled; then as
    /// large as what comes at once.
    private static let receiving = AdaptiveRecvByteBufferAllocator(
        minimum: 4 << 10, initial: 4 << 10, maximum: 128 << 10)

    private func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        guard connections.count < Self.mostConnections else {
            turnedAway += 1
            RelayHandler.prepareReset(of: channel)
            return loop.makeFailedFuture(ProxyError.isClosed)
        }
        accepted += 1
        let connection = ProxiedConnection(number: accepted, desk: self)
        return loop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(RelayHandler(.client, of: connection))
        }
    }

    private func refuse() -> EventLoopFuture<Void> {
        guard let listener else { return loop.makeSucceededVoidFuture() }
        self.listener = nil
        let closed = listener.close()
        socket.refuse()
        return closed
    }
}
