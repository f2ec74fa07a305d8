internal import FumbleModel

/// The entries of a mapping while a record reads it.
struct RecordEntries {
    let recordName: String
    let entries: [Node.Entry]
    /// Where a missing field is told: the key that owns the mapping, else its first character.
    let place: SourceSpan

    subscript(name: String) -> Node.Entry? {
        entries.first { $0.name == name }
    }

    func reportMissing(_ name: String, doc: String, _ reading: inout Reading) {
        reading.report(
            .missingField, at: place, "`\(recordName)` needs a field `\(name)`",
            help: doc.isEmpty ? nil : "`\(name)`: \(doc)")
    }

    func reportMissing<Kinded>(_ kinds: KindList<Kinded>, _ reading: inout Reading) {
        let names = kinds.kinds.map { "`\($0.name)`" }.joined(separator: ", ")
        reading.report(
            .missingField, at: place, "`\(recordName)` needs a \(kinds.noun)",
            help: "one of \(names)")
    }
}

extension Node.Entry {
    func read<Value>(_ shape: Shape<Value>, _ reading: inout Reading) -> Value? {
        reading.reading(name, at: key.span) { reading in shape.read(value, &reading) }
    }
}
