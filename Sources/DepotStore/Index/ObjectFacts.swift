/// What the index knows of an object, or of a bucket, which has no bytes.
struct ObjectFacts: Equatable, Sendable {
    var size = 0
    /// The MD5 of the bytes, in base 16.
    var etag = ""
    /// The CRC-32 of the bytes, as clients ask for it.
    var checksum: UInt32 = 0
    /// Milliseconds since 1970.
    var modified: UInt64
    /// `Content-Type`, and the other headers that are given back as they came, in their order.
    var headers: [Header] = []
    /// Nil for what has no bytes.
    var location: Location?

    struct Header: Equatable, Sendable {
        let name: String
        let value: String
    }
}

extension ObjectFacts: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        size = try reader.count()
        etag = try reader.text()
        checksum = try reader.checksum()
        modified = try reader.number()
        headers = try reader.list()
        location = try reader.optional()
    }

    func write(to writer: inout WireWriter) {
        writer.write(size)
        writer.write(etag)
        writer.write(checksum: checksum)
        writer.write(modified)
        writer.write(headers)
        writer.write(location)
    }
}

extension ObjectFacts.Header: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        name = try reader.text()
        value = try reader.text()
    }

    func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(value)
    }
}
