import FumbleTraffic
import Glibc

/// Connections to loopback that never block.
enum Connecting {
    /// - Parameter space: the network namespace whose loopback it is; nil: the machine's own.
    /// - Returns: a socket that is connected or connecting; nil: it was refused at once.
    static func open(_ port: UInt16, in space: NetworkSpace? = nil) -> Int32? {
        let flags = Int32(SOCK_NONBLOCK.rawValue)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | flags
        let socket = space?.openSocket(flags: flags) ?? Glibc.socket(AF_INET, kind, 0)
        guard socket >= 0 else { return nil }
        var address = Loopback.address(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 || errno == EINPROGRESS else {
            Glibc.close(socket)
            return nil
        }
        return socket
    }
}
