/// Records in order; all there are, if fewer than were asked for.
struct RecordList: Equatable, Sendable {
    let records: [IndexRecord]
}

extension RecordList: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        records = try reader.list()
    }

    func write(to writer: inout WireWriter) { writer.write(records) }
}
