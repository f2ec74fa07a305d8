/// Why a proxy did not do what it was asked.
package enum ProxyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing was changed.
    case wrong(ProxySetting)
    /// - Parameter reason: the system's words.
    case cannotListen(port: Int, reason: String)
    case isClosed

    package var description: String {
        switch self {
        case .wrong(let setting): setting.description
        case .cannotListen(let port, let reason):
            "cannot listen on 127.0.0.1:\(port): \(reason)"
        case .isClosed: "the proxy is closed"
        }
    }
}

/// A setting of a proxy that is out of its range.
package struct ProxySetting: Sendable, Hashable, CustomStringConvertible {
    /// Such as `toServer.delay`.
    package let field: String
    package let value: String
    /// What may be said instead, such as `from 0s to 10m`.
    package let range: String

    package var description: String { "`\(field)` is \(value), but may be \(range)" }
}
