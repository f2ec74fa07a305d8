internal import CTraffic
internal import Glibc

/// A network namespace of Linux, in which sockets can be opened from outside.
///
/// A class: it owns a descriptor of it, which is closed once.
package final class NetworkSpace: Sendable {
    let descriptor: CInt

    /// - Parameter path: where the namespace is, such as `/proc/12/ns/net`; nil if it is not there.
    package init?(path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Opens a TCP socket that belongs to the namespace, whoever uses it then.
    ///
    /// - Parameter flags: beside that it is closed when a program is started.
    /// - Returns: below 0: it could not; `errno` says why.
    package func openSocket(flags: CInt) -> CInt {
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | flags
        return packets_socket_in(descriptor, AF_INET, type, 0)
    }
}
