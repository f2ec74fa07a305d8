internal import DequeModule
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// The connections of a load to one port, and the exchanges that wait for one.
///
/// A class: connections refer to it, all on the load's event loop.
final class ConnectionPool {
    private let loop: any EventLoop
    private let port: UInt16
    private let most: Int
    /// The connection used last comes first, so that those not needed fall idle.
    private var idle: [ClientConnection] = []
    private var waiting: Deque<Exchange> = []
    private var open: [ObjectIdentifier: ClientConnection] = [:]
    private var connecting = 0
    private(set) var opened = 0
    private var isClosed = false
    private var isOpeningLater = false

    /// A SYN that is lost is sent again after 1 s and after 3 s.
    private static let connectPatience = TimeAmount.seconds(4)

    private static let mostOpenedAtOnce = 4

    init(port: UInt16, most: Int, loop: any EventLoop) {
        self.port = port
        self.most = most
        self.loop = loop
    }

    /// Sends an exchange as soon as a connection is free for it.
    func submit(_ exchange: Exchange) {
        if waiting.isEmpty, let connection = idle.popLast() {
            connection.carry(exchange)
        } else {
            leaveOutEnded()
            waiting.append(exchange)
            // Those before it get all that may yet be opened, and it what they give back.
            if waiting.count > most - open.count { exchange.beginWaitForRoom(at: .now()) }
            openForWaiting()
        }
    }

    func becameOpen(_ connection: ClientConnection) {
        connecting -= 1
        opened += 1
        open[ObjectIdentifier(connection)] = connection
        becameIdle(connection)
    }

    func becameIdle(_ connection: ClientConnection) {
        if let exchange = nextWaiting() {
            connection.carry(exchange)
        } else if isClosed {
            connection.close()
        } else {
            idle.append(connection)
        }
    }

    func lost(_ connection: ClientConnection) {
        guard open.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        if let place = idle.lastIndex(where: { $0 === connection }) { idle.remove(at: place) }
        openForWaiting()
    }

    func close() {
        isClosed = true
        for connection in idle { connection.close() }
    }

    private func nextWaiting() -> Exchange? {
        while let exchange = waiting.popFirst() {
            if !exchange.hasEnded { return exchange }
        }
        return nil
    }

    private func leaveOutEnded() {
        while let first = waiting.first, first.hasEnded { waiting.removeFirst() }
    }

    /// The exchange that has waited longest shares the fate of the connection that was for it.
    private func failToConnect() {
        connecting -= 1
        if let exchange = nextWaiting() {
            exchange.attempt(isSent: false)
            exchange.end(.failed)
        }
        openForWaiting()
    }

    /// Opens connections for those that wait, up to the most, and a few at a time: answers that have
    /// come meanwhile free others, and a burst of openings would make every send late.
    private func openForWaiting() {
        guard !isClosed, !isOpeningLater else { return }
        leaveOutEnded()
        for _ in 0..<Self.mostOpenedAtOnce {
            guard connecting < waiting.count, open.count + connecting < most else { return }
            connect()
        }
        isOpeningLater = true
        loop.assumeIsolated().execute {
            self.isOpeningLater = false
            self.openForWaiting()
        }
    }

    private func connect() {
        connecting += 1
        let connection = ClientConnection(pool: self)
        let bound = NIOLoopBound(connection, eventLoop: loop)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(Self.connectPatience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HTTPRequestEncoder())
                    try pipeline.addHandler(
                        ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes))
                    )
                    try pipeline.addHandler(bound.value)
                }
            }
        LoopbackSocket.connect(bootstrap, to: port)
            .assumeIsolated().whenFailure { _ in self.failToConnect() }
    }
}
