package import FumbleModel

/// A mapping with known fields, declared once: it reads itself, and describes itself.
///
/// All mistakes of a mapping are told at once: unknown fields with the nearest known one, fields
/// that are missing or blank, and whatever is wrong inside each.
package struct Record<Value: Sendable>: Sendable {
    package let description: RecordDescription
    private let body: @Sendable (RecordEntries, SourceSpan, inout Reading) -> Value?

    /// A record whose value is made of its fields' values.
    package init<each Part: Sendable>(
        _ name: String, summary: String, _ fields: repeat Field<each Part>,
        make: @escaping @Sendable (repeat each Part) -> Value
    ) {
        self.init(name, summary: summary, repeat each fields) {
            (_, _, parts: repeat each Part) in
            make(repeat each parts)
        }
    }

    /// The same, where the value keeps its place in the file.
    package init<each Part: Sendable>(
        _ name: String, summary: String, _ fields: repeat Field<each Part>,
        makeAt: @escaping @Sendable (SourceSpan, repeat each Part) -> Value
    ) {
        self.init(name, summary: summary, repeat each fields) {
            (span, _, parts: repeat each Part) in
            makeAt(span, repeat each parts)
        }
    }

    /// The same, where fields may contradict each other: `makeChecked` reports it and returns nil.
    package init<each Part: Sendable>(
        _ name: String, summary: String, _ fields: repeat Field<each Part>,
        makeChecked: @escaping @Sendable (SourceSpan, inout Reading, repeat each Part) -> Value?
    ) {
        var descriptions: [FieldDescription] = []
        for field in repeat each fields { descriptions.append(field.description) }
        description = RecordDescription(name: name, summary: summary, fields: descriptions)
        body = { entries, span, reading in
            let parts = (repeat (each fields).read(entries, &reading))
            do throws(PartMissing) {
                return makeChecked(span, &reading, repeat try Self.present(each parts))
            } catch {
                return nil
            }
        }
    }

    package func read(_ node: Node, _ reading: inout Reading) -> Value? {
        guard let entries = node.entries else {
            reading.reportWrongType(node, expected: .record(description))
            return nil
        }
        let keys = description.keys
        let unknown = entries.filter { !keys.contains($0.name) }
        for entry in unknown { reportUnknown(entry, of: node, &reading) }
        let meant = unknown.compactMap { NearestWord.nearest(to: $0.name, among: keys) }
        let place = reading.currentOwner ?? node.shortSpan
        let known = RecordEntries(
            recordName: description.name, entries: entries, place: place, meant: meant)
        return body(known, SourceSpan(start: place.start, end: node.span.end), &reading)
    }

    private func reportUnknown(
        _ entry: Node.Entry, of node: Node, _ reading: inout Reading
    ) {
        reading.report(
            .unknownField, at: entry.key.span,
            "`\(description.name)` has no field `\(entry.name)`", help: help(for: entry, of: node))
    }

    private func help(for entry: Node.Entry, of node: Node) -> String? {
        let keys = description.keys
        if keys.isEmpty { return "it has no fields: write `{}`" }
        let isEndOfText = node.isFlow && entry.value.isBlank
        if isEndOfText, NearestWord.nearest(to: entry.name, among: keys) == nil {
            return "a comma ends a value inside `{...}`: put the text in quotes"
        }
        return NearestWord.hint(for: entry.name, among: keys, noun: "field")
    }

    private struct PartMissing: Error {}

    private static func present<Part>(_ part: Part?) throws(PartMissing) -> Part {
        guard let part else { throw PartMissing() }
        return part
    }
}

extension Shape {
    /// A mapping as the record declares it.
    package static func record(_ record: Record<Value>) -> Shape<Value> {
        Shape(.record(record.description)) { node, reading in record.read(node, &reading) }
    }
}
