internal import Glibc
internal import NIOCore
internal import NIOPosix

/// TCP sockets on 127.0.0.1, made with the system's own calls where NIO's bootstraps cannot.
enum LoopbackSocket {
    /// A socket for `port`, bound or connected by `attach`, and the port that it is bound to.
    ///
    /// Reno in place of what the machine is set to: nothing is congested on loopback, and BBR's pacing
    /// timers took a tenth of a proxy's time. Nothing waits to be sent with more, as in NIO's sockets.
    /// What a listening socket accepts is set as it is.
    ///
    /// - Returns: nil if a call failed; `errno` says why.
    static func make(
        port: UInt16, flags: CInt = 0, at place: NetworkPlace? = nil,
        attach: (CInt, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> (descriptor: CInt, port: Int)? {
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | flags
        let descriptor = place?.space.openSocket(flags: flags) ?? socket(AF_INET, type, 0)
        guard descriptor >= 0 else { return nil }
        // Reno is in every Linux; where it were not, the machine's own would do.
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_CONGESTION, "reno", 4)
        var isOn: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &isOn, size)
        var address = address(port: port, host: place?.host ?? INADDR_LOOPBACK)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isAttached = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                attach(descriptor, general, length)
                    && getsockname(descriptor, general, &length) == 0
            }
        }
        guard isAttached else {
            let reason = errno
            Glibc.close(descriptor)
            errno = reason
            return nil
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// - Parameter host: an IPv4 address, the first of its numbers highest.
    static func address(port: UInt16, host: UInt32 = INADDR_LOOPBACK) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = host.bigEndian
        return address
    }

    /// Connects a bootstrap's channel to a port of 127.0.0.1.
    ///
    /// To wait for a handshake by a selector costs a turn of it and three changes of what it watches.
    static func connect(
        _ bootstrap: ClientBootstrap, to port: UInt16
    ) -> EventLoopFuture<any Channel> {
        let begun = connect(to: port)
        if let begun, begun.isConnected {
            return bootstrap.withConnectedSocket(begun.descriptor)
        }
        if let begun { Glibc.close(begun.descriptor) }
        return bootstrap.connect(to: SocketAddress(address(port: port)))
    }

    /// Begins a connection to a port of 127.0.0.1, or of another place, by a socket that does not block.
    ///
    /// On loopback the kernel has shaken hands before `connect` returns, though it says that it is in
    /// progress, unless the server is behind in accepting.
    ///
    /// - Returns: nil if it was refused, or the process may open no more.
    static func connect(
        to port: UInt16, at place: NetworkPlace? = nil
    ) -> (descriptor: CInt, isConnected: Bool)? {
        var isConnected = true
        let flags = CInt(SOCK_NONBLOCK.rawValue)
        let made = make(port: port, flags: flags, at: place) { descriptor, address, length in
            guard Glibc.connect(descriptor, address, length) < 0 else { return true }
            guard errno == EINPROGRESS else { return false }
            var peer = sockaddr()
            var size = socklen_t(MemoryLayout<sockaddr>.size)
            isConnected = getpeername(descriptor, &peer, &size) == 0
            return true
        }
        return made.map { ($0.descriptor, isConnected) }
    }
}
