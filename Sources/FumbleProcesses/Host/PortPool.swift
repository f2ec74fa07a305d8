import Glibc

/// Ports on loopback that nobody listens on, below those that the kernel gives away itself.
struct PortPool: Sendable {
    static let ports: Range<UInt16> = 20_000..<32_000
    private var next: UInt16
    /// Whether a port was asked for and none was free.
    private(set) var isExhausted = false

    /// - Parameter salt: where the search begins, so that two runs at once seldom meet.
    init(salt: Int) {
        let count = Int(Self.ports.count)
        next = Self.ports.lowerBound + UInt16(((salt % count) + count) % count)
    }

    /// - Returns: a port that could be listened on just now, each only once; 0 where none is free.
    mutating func take() -> UInt16 {
        if isExhausted { return 0 }
        for _ in 0..<Self.ports.count {
            let port = next
            next = next + 1 < Self.ports.upperBound ? next + 1 : Self.ports.lowerBound
            if Self.isFree(port) { return port }
        }
        isExhausted = true
        return 0
    }

    static func isFree(_ port: UInt16) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { Glibc.close(socket) }
        var reuse: Int32 = 1
        setsockopt(
            socket, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = Loopback.address(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

/// 127.0.0.1: real fleets listen nowhere else.
enum Loopback {
    static let host = "127.0.0.1"

    static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
