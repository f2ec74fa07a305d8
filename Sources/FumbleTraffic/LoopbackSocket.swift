internal import Glibc
internal import NIOCore
internal import NIOPosix

/// TCP sockets on 127.0.0.1, made with the system's own calls where NIO's bootstraps cannot.
enum LoopbackSocket {
    /// A socket for `port`, bound or connected by `attach`, and the port that it is bound to.
    ///
    /// Reno in place of what the machine is set to: nothing is congested on loopback, and BBR's pacing
    /// timers took a tenth of a proxy's time.
    ///
    /// - Returns: nil if a call failed; `errno` says why.
    static func make(
        port: UInt16, flags: CInt = 0,
        attach: (CInt, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> (descriptor: CInt, port: Int)? {
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | flags
        let descriptor = socket(AF_INET, type, 0)
        guard descriptor >= 0 else { return nil }
        // Reno is in every Linux; where it were not, the machine's own would do.
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_CONGESTION, "reno", 4)
        var address = address(port: port)
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

    static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        return address
    }

    /// Connects a bootstrap's channel to a port of 127.0.0.1.
    ///
    /// On loopback the kernel has shaken hands before `connect` returns, though it says that it is in
    /// progress; to wait for that by a selector costs a turn of it and three changes of what it
    /// watches. Where it is not so, NIO connects.
    static func connect(
        _ bootstrap: ClientBootstrap, to port: UInt16
    ) -> EventLoopFuture<any Channel> {
        if let descriptor = connected(to: port) {
            bootstrap.withConnectedSocket(descriptor)
        } else {
            bootstrap.connect(to: SocketAddress(address(port: port)))
        }
    }

    private static func connected(to port: UInt16) -> CInt? {
        make(port: port, flags: CInt(SOCK_NONBLOCK.rawValue)) { descriptor, address, length in
            guard Glibc.connect(descriptor, address, length) < 0 else { return true }
            var peer = sockaddr()
            var size = socklen_t(MemoryLayout<sockaddr>.size)
            return errno == EINPROGRESS && getpeername(descriptor, &peer, &size) == 0
        }?.descriptor
    }
}
