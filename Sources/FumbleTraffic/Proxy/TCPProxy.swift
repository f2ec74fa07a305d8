package import FumbleModel
internal import NIOCore
internal import NIOPosix

/// A TCP proxy on loopback between clients and one server, whose path can be made bad and good again
/// while connections are open.
///
/// It listens on 127.0.0.1 and forwards to a port of 127.0.0.1. Healing never drops a connection. All
/// its chance comes from the seed, by streams named for the proxy, the connection's number and the
/// direction. It works on one of the threads it is given; its handle may be used from anywhere.
package struct TCPProxy: Sendable {
    /// Where clients connect.
    package let port: Int
    private let loop: any EventLoop
    private let desk: NIOLoopBound<ProxyDesk>

    /// Opens a proxy with no fault.
    ///
    /// - Parameters:
    ///   - name: names its random streams.
    ///   - port: where it listens; 0: where it is free.
    ///   - server: the port that it forwards to; nothing need listen there yet.
    /// - Throws: `ProxyError.cannotListen`; `wrong` for a port that cannot be one.
    package static func open(
        _ name: String, listening port: Int = 0, to server: Int, seed: UInt64,
        on loops: TrafficLoops
    ) async throws(ProxyError) -> TCPProxy {
        guard let number = UInt16(exactly: server), number > 0 else {
            throw .wrong(
                WrongSetting(field: "server", value: "\(server)", range: "from 1 to 65535"))
        }
        let loop = loops.group.next()
        let socket = try ListeningSocket(port: port)
        do {
            let opened = loop.flatSubmit {
                let desk = ProxyDesk(
                    name: name, socket: socket, server: number, seed: seed, loop: loop)
                let bound = NIOLoopBound(desk, eventLoop: loop)
                return desk.listen().map { bound }
            }
            return TCPProxy(port: socket.port, loop: loop, desk: try await opened.get())
        } catch {
            socket.close()
            throw error as? ProxyError
                ?? .cannotListen(port: socket.port, reason: String(describing: error))
        }
    }

    /// Sets all faults at once, also for what is open and on its way.
    ///
    /// - Throws: `ProxyError.wrong` for a setting out of its range, with nothing changed;
    ///   `cannotListen` if connections were refused and the port cannot listen again.
    package func set(_ faults: ProxyFaults) async throws(ProxyError) {
        if let mistake = faults.mistake { throw .wrong(mistake) }
        try await onDesk { desk in desk.set(faults) }
    }

    /// Takes all faults away; what was held passes at once and in order.
    package func heal() async throws(ProxyError) {
        try await set(.none)
    }

    /// Resets a share of the open connections on both sides, rounded up, chosen by the seed.
    ///
    /// - Parameter share: above 0 %, up to 100 %.
    /// - Returns: how many were reset.
    @discardableResult
    package func reset(_ share: Share) async throws(ProxyError) -> Int {
        guard share > .none, share <= .whole else {
            throw .wrong(
                WrongSetting(
                    field: "reset", value: "\(share)", range: "above 0% and up to \(Share.whole)"))
        }
        return try await onDesk { $0.loop.makeSucceededFuture($0.reset(share)) }
    }

    /// - Throws: `ProxyError.isClosed` if its threads were ended.
    package func counters() async throws(ProxyError) -> ProxyCounters {
        try await onDesk { $0.loop.makeSucceededFuture($0.counters()) }
    }

    /// Listens no more, and resets what is open; returns when nothing is.
    package func close() async {
        // It fails if the threads were ended before, and then nothing is open.
        try? await onDesk { $0.close() }
    }

    private func onDesk<Answer: Sendable>(
        _ verb: @escaping @Sendable (ProxyDesk) -> EventLoopFuture<Answer>
    ) async throws(ProxyError) -> Answer {
        do {
            return try await loop.flatSubmit { [desk] in verb(desk.value) }.get()
        } catch {
            throw error as? ProxyError ?? .isClosed
        }
    }
}
