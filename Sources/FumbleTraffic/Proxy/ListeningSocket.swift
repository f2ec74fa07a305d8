internal import Glibc

/// A listening TCP socket on loopback that can refuse connections for a while without giving its port
/// away.
///
/// Linux turns a listening socket that is shut down for reading into one that is bound only, and
/// `listen` turns it back; were it closed, another process could take the port.
struct ListeningSocket {
    let port: Int
    let descriptor: CInt

    /// - Parameter port: 0: one that is free.
    init(port: Int) throws(ProxyError) {
        var (descriptor, number) = try Self.bound(to: port)
        if port == 0 {
            // Linux gives a port back when its socket stops listening, unless it was asked for by
            // number; so it is, and the socket that found it keeps it free until then.
            let finder = descriptor
            defer { Glibc.close(finder) }
            (descriptor, number) = try Self.bound(to: number)
        }
        (self.descriptor, self.port) = (descriptor, number)
        do throws(ProxyError) {
            try listen()
        } catch {
            close()
            throw error
        }
    }

    /// Refuses connections from now on, also those that nobody accepted yet.
    func refuse() {
        shutdown(descriptor, CInt(SHUT_RD))
    }

    func listen() throws(ProxyError) {
        guard Glibc.listen(descriptor, Self.backlog) == 0 else { throw Self.failure(port) }
    }

    func close() {
        Glibc.close(descriptor)
    }

    /// Why the system's last call failed.
    func failure() -> ProxyError { Self.failure(port) }

    private static func bound(to port: Int) throws(ProxyError) -> (descriptor: CInt, port: Int) {
        guard let number = UInt16(exactly: port) else {
            throw .cannotListen(port: port, reason: "ports are from 0 to 65535")
        }
        let flags = CInt(SOCK_NONBLOCK.rawValue)
        let made = LoopbackSocket.make(port: number, flags: flags) { descriptor, address, length in
            var isReused: CInt = 1
            let size = socklen_t(MemoryLayout<CInt>.size)
            return setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, size) == 0
                && bind(descriptor, address, length) == 0
        }
        guard let made else { throw failure(port) }
        return made
    }

    private static func failure(_ port: Int) -> ProxyError {
        .cannotListen(port: port, reason: String(cString: strerror(errno)))
    }

    /// As many as wait to be accepted; the kernel may cut it to `net.core.somaxconn`.
    private static let backlog: CInt = 4096
}
