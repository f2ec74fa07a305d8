/// Where a service listens: an `http:` or `https:` address, taken apart.
package struct WebAddress: Hashable, Sendable {
    /// A name or an address; one of IPv6 without its brackets.
    package let host: String
    /// 1 to 65,535.
    package let port: Int
    /// Begins with `/`.
    package let path: String
    /// The host as it stands in an address, with its port.
    package let authority: String
    /// Whether it is spoken to over TLS.
    package let isEncrypted: Bool
    /// The address as it was written.
    package let text: String

    private static let schemes = [
        (text: "http://", usualPort: 80, isEncrypted: false),
        (text: "https://", usualPort: 443, isEncrypted: true),
    ]

    /// nil: it is no such address.
    package init?(_ text: String) {
        guard let scheme = Self.schemes.first(where: { text.hasPrefix($0.text) }),
            !text.contains(where: \.isWhitespace)
        else { return nil }
        let rest = text.dropFirst(scheme.text.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let (name, number) = Self.parts(of: authority) else { return nil }
        let port = number.map { Int($0) } ?? scheme.usualPort
        guard !name.isEmpty, let port, (1...65_535).contains(port) else { return nil }
        host = String(name)
        self.port = port
        self.text = text
        isEncrypted = scheme.isEncrypted
        self.authority = "\(name.contains(":") ? "[\(name)]" : String(name)):\(port)"
        let tail = rest.dropFirst(authority.count)
        path = tail.hasPrefix("/") ? String(tail) : "/\(tail)"
    }

    private static func parts(of text: Substring) -> (name: Substring, port: Substring?)? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let name = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard name.contains(":"), rest.isEmpty || rest.first == ":" else { return nil }
            return (name, rest.isEmpty ? nil : rest.dropFirst())
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first else { return nil }
        return (name, parts.count > 1 ? parts[1] : nil)
    }
}
