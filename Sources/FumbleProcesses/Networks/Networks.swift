import FumbleModel
import FumbleTraffic

/// The network namespaces of a fleet: one for each server, and a hub that joins them.
///
/// They have no name and no path but the keeper's descriptors of them: with the keeper and the servers
/// the kernel takes away each of them, and every link, address, queue and rule in it. So there is nothing
/// to be undone, and nothing of it is ever seen on the machine's own network.
struct Networks: Sendable {
    /// How many were asked for and not made yet.
    var awaited = 0
    /// The paths and the namespaces of the servers, by number, and then the hub's.
    private var paths: [String?] = []
    private var spaces: [NetworkSpace?] = []

    init() {}

    init(servers: Int) {
        paths = Array(repeating: nil, count: servers + 1)
        spaces = Array(repeating: nil, count: servers + 1)
        awaited = servers + 1
    }

    /// The hub's number.
    var hub: Int { paths.count - 1 }

    /// - Returns: whether the namespace could be opened.
    mutating func add(_ number: Int, keeper: Int32, descriptor: Int32) -> Bool {
        awaited -= 1
        let path = "/proc/\(keeper)/fd/\(descriptor)"
        paths[number] = path
        spaces[number] = NetworkSpace(path: path)
        return spaces[number] != nil
    }

    func path(of number: Int) -> String? { paths.isEmpty ? nil : paths[number] }

    func space(of number: Int) -> NetworkSpace? { spaces.isEmpty ? nil : spaces[number] }

    /// The namespaces of the servers.
    var ofServers: [NetworkSpace] { spaces.dropLast().compactMap(\.self) }

    /// Where a server is, seen from the hub; nil: it has no namespace.
    func place(of server: Int) -> NetworkPlace? {
        guard !spaces.isEmpty, let space = spaces[hub] else { return nil }
        return NetworkPlace(from: space, host: Self.host(of: server))
    }

    /// 198.18.0.0/15 is for measuring networks, and on no other (RFC 2544); the hub is its first host.
    private static let base: UInt32 = 198 << 24 | 18 << 16
    static let hubAddress = "198.18.0.1/16"

    /// Where all come from who are of no server: clients are in no namespace, and come by the hub.
    private static let hubHost = base + 1

    /// The hosts on each way that is told apart.
    static func hosts(on ways: AskerWays) -> [[UInt32]] {
        (1..<ways.count).map { way in
            ways.ends(on: way).map { end in
                switch end {
                case .clients: hubHost
                case .server(let id): host(of: id.index)
                }
            }
        }
    }

    static func host(of server: Int) -> UInt32 { base + UInt32(server) + 2 }

    static func address(of server: Int) -> String {
        let host = host(of: server)
        return "\(host >> 24).\(host >> 16 & 0xff).\(host >> 8 & 0xff).\(host & 0xff)"
    }
}
