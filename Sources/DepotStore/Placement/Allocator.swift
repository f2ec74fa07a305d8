/// Chooses the storage servers of new objects: those that hold least, as far as it knows.
struct Allocator: Sendable {
    private let copies: Int
    /// In a fixed order, with the bytes that each holds.
    private var servers: [(name: String, bytes: Int)]
    private let seed: UInt64
    private var count: UInt64 = 0

    /// - Parameter seed: another for every start of every placement server, so that no two blobs share a name.
    init(servers: [String], copies: Int, seed: UInt64) {
        self.servers = servers.map { ($0, 0) }
        self.copies = copies
        self.seed = seed
    }

    /// Learns what the servers hold already.
    mutating func learn(_ usages: [CellUsage]) {
        for item in usages.flatMap(\.servers) {
            guard let place = servers.firstIndex(where: { $0.name == item.name }) else { continue }
            servers[place].bytes += item.usage.bytes
        }
    }

    /// - Returns: nil where there are not as many servers left as there must be copies.
    mutating func allocate(_ size: Int, avoiding avoided: [String]) -> Location? {
        let places = servers.indices.filter { !avoided.contains(servers[$0].name) }
            .sorted { (servers[$0].bytes, $0) < (servers[$1].bytes, $1) }.prefix(copies)
        guard places.count == copies else { return nil }
        // An empty object takes its place too, so that many small ones do not all go to one server.
        for place in places { servers[place].bytes += size + 1 }
        count += 1
        return Location(
            blob: BlobID(high: seed, low: count), servers: places.map { servers[$0].name })
    }
}
