/// Asks for a part of a bucket, from one cell.
struct ListQuestion: Equatable, Sendable {
    let cell: Int
    let bucket: String
    let prefix: String
    let after: String
    let limit: Int
}

extension ListQuestion: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        cell = try reader.count()
        bucket = try reader.text()
        prefix = try reader.text()
        after = try reader.text()
        limit = try reader.count()
    }

    func write(to writer: inout WireWriter) {
        writer.write(cell)
        writer.write(bucket)
        writer.write(prefix)
        writer.write(after)
        writer.write(limit)
    }
}
