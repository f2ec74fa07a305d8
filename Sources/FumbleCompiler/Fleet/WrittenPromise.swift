internal import FumbleDocument
internal import FumbleModel

/// A promise as a fleet file writes it: `{kind: {fields}}`, or the fields alone where they say which
/// kind it is.
enum WrittenPromise {
    static func shape(_ kinds: KindList<any Promise>) -> Shape<Chosen<any Promise>> {
        let bodies = kinds.kinds.map(\.description.body)
        return Shape(.anyOf([.kinds(kinds.description)] + bodies)) { node, reading in
            kinds.read(whole(node, among: kinds, &reading), &reading)
        }
    }

    /// The mapping with the name of its kind around it: that which knows most of its fields.
    private static func whole(
        _ node: Node, among kinds: KindList<any Promise>, _ reading: inout Reading
    ) -> Node {
        guard let entries = node.entries else { return node }
        let names = entries.map(\.name)
        if names.contains(where: { name in kinds.kinds.contains { $0.name == name } }) {
            return node
        }
        let known = kinds.kinds.map { kind in names.count { fields(of: kind).contains($0) } }
        let most = known.max() ?? 0
        let kind = most > 0 ? known.firstIndex(of: most).map { kinds.kinds[$0] } : nil
        let meant = kinds.kinds.first { kind in
            names.contains { NearestWord.nearest(to: $0, among: fields(of: kind)) != nil }
        }
        guard let kind = kind ?? meant else { return node }
        let key = Node.scalar(kind.name, at: reading.currentOwner ?? node.span)
        return Node(span: node.span, content: .mapping([Node.Entry(key: key, value: node)]))
    }

    private static func fields(of kind: Kind<any Promise>) -> [String] {
        guard case .record(let record) = kind.description.body else { return [] }
        return record.fields.map(\.name)
    }
}
