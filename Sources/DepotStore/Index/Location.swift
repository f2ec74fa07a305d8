/// Where the bytes of an object lie: the blob, and the storage servers that have it.
struct Location: Hashable, Sendable {
    let blob: BlobID
    let servers: [String]
}

extension Location: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        blob = try reader.value()
        servers = try reader.list()
    }

    func write(to writer: inout WireWriter) {
        writer.write(blob)
        writer.write(servers)
    }
}
