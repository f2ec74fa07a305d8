import NIOCore

/// Where a control plane is found: a port of this machine, or a socket in a folder.
package enum DoorAddress: Sendable, Hashable, CustomStringConvertible {
    case port(Int)
    case path(String)

    /// Real fleets listen nowhere else.
    private static let host = "127.0.0.1"

    /// - Returns: nil: it is neither `127.0.0.1:PORT` nor a path.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == Self.host {
            guard let port = Int(parts[1]), (0...Int(UInt16.max)).contains(port) else {
                return nil
            }
            self = .port(port)
        } else if text.contains("/") || (!text.isEmpty && !text.contains(":")) {
            self = .path(text)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .port(let port): "\(Self.host):\(port)"
        case .path(let path): path
        }
    }

    /// - Throws: where a path is longer than a socket's may be.
    func socketAddress() throws -> SocketAddress {
        switch self {
        case .port(let port): try SocketAddress(ipAddress: Self.host, port: port)
        case .path(let path): try SocketAddress(unixDomainSocketPath: path)
        }
    }
}
