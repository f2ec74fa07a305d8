internal import FumbleModel

/// A whole file of one kind: its first line `fumble: experiment/v1`, and its fields.
package struct FileDeclaration<Value: Sendable>: Sendable {
    /// What the first line says, as in `experiment/v1`.
    package let header: String
    private let record: Record<Value>

    /// The field that says what a file is.
    package static var headerField: String { "fumble" }

    package init(_ header: String, _ record: Record<Value>) {
        self.header = header
        self.record = record
    }

    /// The record with the header as its first field: for the reference and the schema.
    package var description: RecordDescription {
        let word = ShapeDescription.Word(header)
        let first = FieldDescription(
            name: Self.headerField, doc: "What this file is, and in which version.",
            shape: .words([word]), presence: .required, kinds: nil)
        let described = record.description
        return RecordDescription(
            name: described.name, summary: described.summary, fields: [first] + described.fields)
    }

    /// Reads the file, or reports what is wrong with it; a file of another kind is read no further.
    package func read(_ document: Document, _ reading: inout Reading) -> Value? {
        let root = document.root
        guard let entries = root.entries else {
            reading.report(
                .wrongFileKind, at: root.shortSpan,
                "the file is no \(record.description.name): it is \(root.phrase)",
                help: "begin it with `\(Self.headerField): \(header)`")
            return nil
        }
        guard let first = entries.first, isHeader(first, among: entries, &reading) else {
            return nil
        }
        let rest = entries.filter { $0.name != Self.headerField }
        return record.read(Node(span: root.span, content: .mapping(rest)), &reading)
    }

    private func isHeader(
        _ first: Node.Entry, among entries: [Node.Entry], _ reading: inout Reading
    ) -> Bool {
        let help = "begin it with `\(Self.headerField): \(header)`"
        guard first.name == Self.headerField else {
            let later = entries.first { $0.name == Self.headerField }
            reading.report(
                .wrongFileKind, at: (later ?? first).key.span,
                "the first line of a file says what it is, and this one says it "
                    + (later == nil ? "nowhere" : "later"),
                help: help)
            return false
        }
        let written = first.value.scalar?.text
        if written == header { return true }
        reading.report(
            .wrongFileKind, at: first.value.shortSpan,
            "the file must be `\(header)`, and says that it is \(first.value.phrase)", help: help)
        return false
    }
}
