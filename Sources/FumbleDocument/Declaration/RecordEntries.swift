internal import FumbleModel

/// The entries of a mapping while a record reads it.
struct RecordEntries {
    let recordName: String
    let entries: [Node.Entry]
    /// Where a missing field is told: the key that owns the mapping, else its first character.
    let place: SourceSpan
    /// Keys that unknown ones were probably meant to be: they are not told as missing as well.
    let meant: [String]

    subscript(name: String) -> Node.Entry? {
        entries.first { $0.name == name }
    }

    func reportMissing(_ name: String, doc: String, _ reading: inout Reading) {
        guard !meant.contains(name) else { return }
        reading.report(
            .missingField, at: place, "`\(recordName)` needs a field `\(name)`",
            help: doc.isEmpty ? nil : "`\(name)`: \(doc)")
    }

    func reportMissing<Kinded>(_ kinds: KindList<Kinded>, _ reading: inout Reading) {
        guard !kinds.kinds.contains(where: { meant.contains($0.name) }) else { return }
        let names = kinds.kinds.map { "`\($0.name)`" }.joined(separator: ", ")
        reading.report(
            .missingField, at: place, "`\(recordName)` needs \(Article.with(kinds.noun))",
            help: "one of \(names)")
    }
}

extension Node.Entry {
    func read<Value>(_ shape: Shape<Value>, _ reading: inout Reading) -> Value? {
        reading.reading(name, at: key.span) { reading in shape.read(value, &reading) }
    }
}
