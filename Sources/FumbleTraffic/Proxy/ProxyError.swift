/// Why a proxy did not do what it was asked.
package enum ProxyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing was changed.
    case wrong(WrongSetting)
    /// - Parameter reason: the system's words.
    case cannotListen(port: Int, reason: String)
    /// - Parameter reason: the system's words.
    case noThread(reason: String)
    /// The kernel does not hand packets over.
    ///
    /// - Parameter reason: the system's words.
    case noPackets(reason: String)
    case isClosed

    package var description: String {
        switch self {
        case .wrong(let setting): setting.description
        case .cannotListen(let port, let reason):
            "cannot listen on 127.0.0.1:\(port): \(reason)"
        case .noThread(let reason): "no thread for proxies: \(reason)"
        case .noPackets(let reason): "the kernel hands no packets over: \(reason)"
        case .isClosed: "the proxy is closed"
        }
    }
}
