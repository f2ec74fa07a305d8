/// A host that is reached from a network namespace.
package struct NetworkPlace: Sendable {
    /// Where connections to it begin.
    let space: NetworkSpace
    /// Its IPv4 address, the first of its numbers highest.
    let host: UInt32

    package init(from space: NetworkSpace, host: UInt32) {
        self.space = space
        self.host = host
    }
}

/// Where a proxy forwards to.
struct ProxyTarget {
    let port: UInt16
    /// nil: on 127.0.0.1, as the proxy itself.
    let place: NetworkPlace?
}
