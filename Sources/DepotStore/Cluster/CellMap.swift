/// Which cell a name belongs to, and which index servers keep which cell.
///
/// Cells begin evenly spread over the index servers, each on the servers that follow: eight cells of three replicas
/// on 24 servers share none; 24 cells on them overlap.
struct CellMap: Sendable {
    let cells: Int
    /// By cell, the names of its servers.
    private let replicas: [[String]]

    init(_ cluster: Cluster) {
        let names = cluster.servers(carrying: .index).map(\.name)
        let settings = cluster.index
        cells = settings.cells
        replicas = (0..<settings.cells).map { cell in
            let first = cell * names.count / settings.cells
            return (0..<settings.replicas).map { names[(first + $0) % names.count] }
        }
    }

    func cell(of name: ObjectName) -> Int {
        Int(Self.hash(name) % UInt64(cells))
    }

    func replicas(of cell: Int) -> [String] { replicas[cell] }

    /// The cells that a server keeps, in order.
    func cells(on server: String) -> [Int] {
        (0..<cells).filter { replicas[$0].contains(server) }
    }

    /// FNV-1a over 64 bits: it must come to the same in every build and process, so it is not Swift's own.
    static func hash(_ name: ObjectName) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for byte in name.bucket.utf8 { mix(byte) }
        mix(UInt8(ascii: "/"))
        for byte in name.key.utf8 { mix(byte) }
        // The low bits of FNV depend on little; the high ones take part too.
        return hash ^ hash >> 32
    }
}
