internal import FumbleModel

/// An open list of kinds, read as `{kind: {fields}}`: new kinds are one line in it.
package struct KindList<Value: Sendable>: Sendable {
    /// `fault`, `guard`: for messages and headings.
    package let noun: String
    package let kinds: [Kind<Value>]

    package init(_ noun: String, _ kinds: [Kind<Value>]) {
        self.noun = noun
        self.kinds = kinds
    }

    package var description: KindListDescription {
        KindListDescription(noun: noun, kinds: kinds.map(\.description))
    }

    /// Reads `{kind: {fields}}`: a mapping with that one key.
    package func read(_ node: Node, _ reading: inout Reading) -> Chosen<Value>? {
        guard let entries = node.entries else {
            reading.reportWrongType(node, expected: .kinds(description))
            return nil
        }
        guard !entries.isEmpty else {
            reading.report(
                .oneKindOnly, at: node.shortSpan,
                "\(Article.with(noun)) is missing: the mapping is empty",
                help: "write \(ShapeDescription.kinds(description).phrase)")
            return nil
        }
        for entry in entries where !isKnown(entry) { reportUnknown(entry, &reading) }
        return readOne(of: entries.filter(isKnown), &reading)
    }

    func entries(in record: RecordEntries) -> [Node.Entry] {
        record.entries.filter(isKnown)
    }

    /// Reads the one kind there may be; nil without a word where there is none.
    func readOne(of entries: [Node.Entry], _ reading: inout Reading) -> Chosen<Value>? {
        guard let first = entries.first else { return nil }
        for extra in entries.dropFirst() {
            reading.report(
                .oneKindOnly, at: extra.key.span,
                "only one \(noun) can stand here, and `\(first.name)` is there already",
                related: [.init(at: first.key.span, "`\(first.name)` is here")])
            _ = readBody(of: extra, &reading)
        }
        return readBody(of: first, &reading).map { value in
            Chosen(kind: first.name, kindSpan: first.key.span, value: value)
        }
    }

    private func readBody(of entry: Node.Entry, _ reading: inout Reading) -> Value? {
        guard let kind = kinds.first(where: { $0.name == entry.name }) else { return nil }
        return entry.read(kind.body, &reading)
    }

    func fieldDescription(_ presence: FieldDescription.Presence) -> FieldDescription {
        FieldDescription(
            name: noun, doc: "the \(noun)", shape: .kinds(description), presence: presence,
            kinds: description)
    }

    private func isKnown(_ entry: Node.Entry) -> Bool {
        kinds.contains { $0.name == entry.name }
    }

    private func reportUnknown(_ entry: Node.Entry, _ reading: inout Reading) {
        reading.report(
            .unknownKind, at: entry.key.span, "there is no \(noun) `\(entry.name)`",
            help: NearestWord.hint(for: entry.name, among: kinds.map(\.name), noun: noun))
    }
}

extension Shape {
    /// One kind out of a list, as `{kind: {fields}}`.
    package static func kind<Kinded: Sendable>(
        _ kinds: KindList<Kinded>
    ) -> Shape<Chosen<Kinded>> where Value == Chosen<Kinded> {
        Shape(.kinds(kinds.description)) { node, reading in kinds.read(node, &reading) }
    }
}
