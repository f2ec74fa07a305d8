/// What a replica has of a name: facts, or that it was deleted.
///
/// What was deleted stays for ever: a replica that was away while it happened must not bring the object back.
struct Entry: Equatable, Sendable {
    let version: Version
    /// Nil where it was deleted.
    let facts: ObjectFacts?
}

extension Entry: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        version = try reader.value()
        facts = try reader.optional()
    }

    func write(to writer: inout WireWriter) {
        writer.write(version)
        writer.write(facts)
    }
}
