package import FumbleModel

/// A TCP proxy on loopback between clients and one server, whose path can be made bad and good again
/// while connections are open.
///
/// It listens on 127.0.0.1 and forwards to a port of 127.0.0.1. Healing never drops a connection. All
/// its chance comes from the seed, by streams named for the proxy, the connection's number and the
/// direction. It works on the thread it is given; its handle may be used from anywhere.
package struct TCPProxy: Sendable {
    /// Where clients connect.
    package let port: Int
    private let thread: ProxyThread
    private let desk: Int

    /// Opens a proxy with no fault.
    ///
    /// - Parameters:
    ///   - name: names its random streams.
    ///   - port: where it listens; 0: where it is free.
    ///   - server: the port that it forwards to; nothing need listen there yet.
    ///   - place: where that port is; nil: on 127.0.0.1, as the proxy itself.
    /// - Throws: `ProxyError.cannotListen`; `wrong` for a port that cannot be one.
    package static func open(
        _ name: String, listening port: Int = 0, to server: Int, at place: NetworkPlace? = nil,
        seed: UInt64, on thread: ProxyThread
    ) throws(ProxyError) -> TCPProxy {
        guard let number = UInt16(exactly: server), number > 0 else {
            throw .wrong(
                WrongSetting(field: "server", value: "\(server)", range: "from 1 to 65535"))
        }
        let socket = try ListeningSocket(port: port)
        do throws(ProxyError) {
            let desk = try thread.add { switchboard throws(ProxyError) in
                try ProxyDesk(
                    name: name, socket: socket, server: ProxyTarget(port: number, place: place),
                    seed: seed, on: switchboard)
            }
            return TCPProxy(port: socket.port, thread: thread, desk: desk)
        } catch {
            socket.close()
            throw error
        }
    }

    /// Sets all faults at once, also for what is open and on its way.
    ///
    /// - Throws: `ProxyError.wrong` for a setting out of its range, with nothing changed;
    ///   `cannotListen` if connections were refused and the port cannot listen again.
    package func set(_ faults: ProxyFaults) throws(ProxyError) {
        if let mistake = faults.mistake { throw .wrong(mistake) }
        try thread.at(desk) { (desk: ProxyDesk) throws(ProxyError) in try desk.set(faults) }
    }

    /// Takes all faults away; what was held passes at once and in order.
    package func heal() throws(ProxyError) {
        try set(.none)
    }

    /// Resets a share of the open connections on both sides, rounded up, chosen by the seed.
    ///
    /// - Parameter share: above 0 %, up to 100 %.
    /// - Returns: how many were reset.
    @discardableResult
    package func reset(_ share: Share) throws(ProxyError) -> Int {
        guard share > .none, share <= .whole else {
            throw .wrong(
                WrongSetting(
                    field: "reset", value: "\(share)", range: "above 0% and up to \(Share.whole)"))
        }
        return try thread.at(desk) { (desk: ProxyDesk) in desk.reset(share) }
    }

    /// - Throws: `ProxyError.isClosed` if its thread was ended.
    package func counters() throws(ProxyError) -> ProxyCounters {
        try thread.at(desk) { (desk: ProxyDesk) in desk.counters() }
    }

    /// Listens no more, and resets what is open.
    package func close() {
        // It fails if the thread was ended before, and then nothing is open.
        try? thread.at(desk) { (desk: ProxyDesk) in desk.close() }
    }
}
