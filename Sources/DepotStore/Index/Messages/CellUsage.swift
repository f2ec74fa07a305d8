/// What a cell holds, by bucket and by storage server.
struct CellUsage: Equatable, Sendable {
    let buckets: [Item]
    let servers: [Item]

    struct Item: Equatable, Sendable {
        let name: String
        let usage: Usage
    }
}

extension CellUsage: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        buckets = try reader.list()
        servers = try reader.list()
    }

    func write(to writer: inout WireWriter) {
        writer.write(buckets)
        writer.write(servers)
    }
}

extension CellUsage.Item: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        name = try reader.text()
        usage = try reader.value()
    }

    func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(usage)
    }
}
