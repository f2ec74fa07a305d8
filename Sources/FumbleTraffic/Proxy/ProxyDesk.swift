internal import CTraffic
internal import FumbleModel
internal import Glibc
internal import NIOCore

/// What a proxy keeps on its thread: the listening socket, the connections, and the faults.
///
/// A class: the switchboard, the connections and the proxy's thread refer to it. Whoever touches it
/// holds the thread's lock, so the order of its doings is the order of what the kernel told.
final class ProxyDesk: WatchedSocket, ThreadDesk {
    let name: String
    let seed: UInt64
    let toServer: Link
    let toClient: Link
    private(set) var isPartitioned = false
    var failed = 0

    private let switchboard: Switchboard
    private let socket: ListeningSocket
    private let server: ProxyTarget
    private var token: WatchToken?
    private var isListening = true
    private var connections: [ProxiedConnection] = []
    private var accepted = 0
    private var turnedAway = 0
    private var reset = 0
    private var choices: RandomStream
    private var isClosed = false

    /// Each takes two descriptors, and a process may open 20,000 on the machines we know.
    private static let mostConnections = 8192
    /// Connections taken in a row before others have their turn.
    private static let mostAccepts = 64
    /// How long after the process could open no more it tries again.
    private static let acceptAgainAfter = TimeAmount.milliseconds(50)

    /// Takes connections from a socket, which listens, and closes it in the end.
    init(
        name: String, socket: ListeningSocket, server: ProxyTarget, seed: UInt64,
        on switchboard: Switchboard
    ) throws(ProxyError) {
        self.name = name
        self.seed = seed
        self.socket = socket
        self.server = server
        self.switchboard = switchboard
        toServer = Link(switchboard: switchboard)
        toClient = Link(switchboard: switchboard)
        choices = RandomStream(seed: seed, name: "\(name)/reset")
        token = switchboard.enter(socket.descriptor, for: self)
        guard token != nil else { throw socket.failure() }
    }

    // MARK: The proxy's verbs

    func set(_ faults: ProxyFaults) throws(ProxyError) {
        guard !isClosed else { throw .isClosed }
        isPartitioned = faults.partition != nil
        toServer.set(faults.toServer, isPartitioned: isPartitioned)
        toClient.set(faults.toClient, isPartitioned: isPartitioned)
        // A copy, because a lane that goes on may end its connection.
        for connection in connections { connection.replan() }
        try listen(faults.partition != .newConnectionsRefused)
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
    func close() {
        guard !isClosed else { return }
        isClosed = true
        if let token { switchboard.leave(token) }
        socket.close()
        let open = connections
        for connection in open { connection.reset() }
    }

    // MARK: For the switchboard

    func notice(_ signs: SocketSigns) {
        goOn()
    }

    func goOn() {
        for _ in 0..<Self.mostAccepts {
            guard !isClosed, isListening else { return }
            let descriptor = traffic_accept(socket.descriptor)
            if descriptor >= 0 {
                accept(descriptor)
            } else if errno != EINTR, errno != ECONNABORTED {
                return acceptLater(after: errno)
            }
        }
        switchboard.queue(self)
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
    }

    func connect(_ connection: ProxiedConnection) {
        guard let begun = LoopbackSocket.connect(to: server.port, at: server.place),
            let socket = try? RelaySocket(
                begun.descriptor, isConnecting: !begun.isConnected, side: .server, of: connection,
                on: switchboard)
        else { return connection.failToConnect() }
        if begun.isConnected { connection.begin(.server, socket) }
    }

    // MARK: -

    private func accept(_ descriptor: CInt) {
        guard connections.count < Self.mostConnections else {
            turnedAway += 1
            RelaySocket.prepareReset(of: descriptor)
            Glibc.close(descriptor)
            return
        }
        accepted += 1
        let connection = ProxiedConnection(number: accepted, desk: self)
        // One that cannot be watched is closed, as by a process that may open no more.
        let socket = try? RelaySocket(descriptor, side: .client, of: connection, on: switchboard)
        if let socket { connection.begin(.client, socket) }
    }

    /// The kernel does not tell again of connections that wait to be taken.
    private func acceptLater(after code: CInt) {
        guard [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) else { return }
        _ = switchboard.schedule(at: .now() + Self.acceptAgainAfter) { self.goOn() }
    }

    private func listen(_ listens: Bool) throws(ProxyError) {
        guard listens != isListening else { return }
        if listens {
            try socket.listen()
        } else {
            socket.refuse()
        }
        isListening = listens
    }
}
