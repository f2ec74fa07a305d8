/// What an index server has of a name; nothing where it never heard of it.
struct FindAnswer: Equatable, Sendable {
    let entry: Entry?
}

extension FindAnswer: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        entry = try reader.optional()
    }

    func write(to writer: inout WireWriter) { writer.write(entry) }
}
