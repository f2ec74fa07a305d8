internal import NIOCore

/// One connection through a proxy: a client's channel, a server's, and a lane each way.
///
/// A class: both channels' handlers refer to it, all on the proxy's event loop.
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
    private var client: RelayHandler?
    private var server: RelayHandler?
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

    /// A channel has become active.
    func begin(_ side: Side, _ handler: RelayHandler) {
        if case .over = state { return handler.close() }
        switch side {
        case .client:
            guard client == nil else { return }
            client = handler
            desk.add(self)
            connectIfWaiting()
        case .server:
            guard server == nil else { return }
            server = handler
            state = .open
        }
        lane(from: side).source = handler
        lane(from: side.other).sink = handler
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
        state = .over
        toServer.drop()
        toClient.drop()
        // Both first, since closing one closes the other.
        client?.prepareReset()
        server?.prepareReset()
        client?.close()
        server?.close()
    }

    /// A channel has closed.
    ///
    /// - Parameter inOrder: both of its halves had ended, and not by a reset.
    func lose(_ side: Side, inOrder: Bool) {
        switch side {
        case .client: client = nil
        case .server: server = nil
        }
        lane(from: side).source = nil
        if inOrder { lane(from: side).finish() }
        let wasOver = isOver
        lane(from: side.other).sink = nil
        lane(from: side.other).drop()
        if wasOver {
            state = .over
            (side == .client ? server : client)?.close()
        } else if !inOrder {
            lane(from: side).breakOff()
        }
        if client == nil, server == nil {
            state = .over
            toServer.drop()
            toClient.drop()
            desk.remove(self)
        }
    }

    /// Closes both channels once both have been told the end.
    func closeIfOver() {
        guard isOver, case .open = state else { return }
        state = .over
        client?.close()
        server?.close()
    }

    private var isOver: Bool { toServer.isOver && toClient.isOver }

    private func deliver() {
        toServer.deliver()
        toClient.deliver()
        closeIfOver()
    }
}
