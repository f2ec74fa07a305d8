/// One write: a line of the log, and what a replica is asked to keep.
struct IndexRecord: Equatable, Sendable {
    let name: ObjectName
    let entry: Entry
}

extension IndexRecord: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        name = try reader.value()
        entry = try reader.value()
    }

    func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(entry)
    }
}
