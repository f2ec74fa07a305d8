/// One connection through a proxy: a client's socket, a server's, and a lane each way.
///
/// A class: both sockets refer to it.
final class ProxiedConnection {
    enum Side {
        case client
        case server

        var other: Side { self == .client ? .server : .client }
    }

    private enum State {
        /// Taken from the client, not yet connected to the server.
        case waiting
        case connecting
        case open
        case over
    }

    /// Where the desk keeps it; the desk alone changes it.
    var place = 0
    private let desk: ProxyDesk
    private let toServer: Lane
    private let toClient: Lane
    private var client: RelaySocket?
    private var server: RelaySocket?
    private var state = State.waiting

    /// - Parameter number: counts the proxy's connections from 1.
    init(number: Int, desk: ProxyDesk) {
        self.desk = desk
        let (seed, name) = (desk.seed, desk.name)
        toServer = Lane(link: desk.toServer, seed: seed, name: "\(name)/\(number)/to-server")
        toClient = Lane(link: desk.toClient, seed: seed, name: "\(name)/\(number)/to-client")
    }

    var isWaiting: Bool { if case .waiting = state { true } else { false } }

    func lane(from side: Side) -> Lane {
        side == .client ? toServer : toClient
    }

    /// A socket is connected.
    func begin(_ side: Side, _ socket: RelaySocket) {
        if case .over = state { return socket.close() }
        switch side {
        case .client:
            client = socket
            desk.add(self)
        case .server:
            server = socket
            state = .open
        }
        lane(from: side).source = socket
        lane(from: side.other).sink = socket
        connectIfWaiting()
        if case .open = state { deliver() }
    }

    func connectIfWaiting() {
        guard isWaiting, !desk.isPartitioned else { return }
        state = .connecting
        desk.connect(self)
    }

    /// The server could not be reached: its client learns it as a reset.
    func failToConnect() {
        guard case .connecting = state else { return }
        desk.failed += 1
        reset()
    }

    /// Goes on under the faults that are set now.
    func replan() {
        connectIfWaiting()
        toServer.replan()
        toClient.replan()
        closeIfOver()
    }

    /// Both ends get a reset, whatever is on its way.
    func reset() {
        client?.prepareReset()
        server?.prepareReset()
        end()
    }

    /// A socket has failed, and is closed.
    func lose(_ side: Side) {
        if case .over = state { return }
        let wasOver = isOver
        switch side {
        case .client: client = nil
        case .server: server = nil
        }
        let lane = lane(from: side)
        lane.source = nil
        let other = self.lane(from: side.other)
        other.sink = nil
        other.drop()
        if wasOver || (client == nil && server == nil) {
            end()
        } else {
            lane.breakOff()
        }
    }

    /// Closes both sockets once both have been told the end.
    func closeIfOver() {
        guard isOver, case .open = state else { return }
        end()
    }

    private var isOver: Bool { toServer.isOver && toClient.isOver }

    private func deliver() {
        toServer.deliver()
        toClient.deliver()
        closeIfOver()
    }

    private func end() {
        if case .over = state { return }
        state = .over
        let ends = [client, server]
        (client, server) = (nil, nil)
        for lane in [toServer, toClient] {
            lane.drop()
            (lane.source, lane.sink) = (nil, nil)
        }
        for end in ends { end?.close() }
        desk.remove(self)
    }
}
