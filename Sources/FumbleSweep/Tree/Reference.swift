internal import FumbleDocument

/// `input.NAME` or `each.NAME`, and what stands for it.
struct Reference {
    let text: String
    let value: Node

    /// A node with the value in the reference's place: where it is all there is, and where it is a word of a
    /// line, as lines that are typed may have it.
    func put(into node: Node) -> Node {
        node.mapScalars { node in
            guard let scalar = node.scalar, scalar.style == .plain else { return node }
            if scalar.text == text { return node.with(value.content) }
            guard let word = value.scalar?.text else { return node }
            let words = scalar.text.split(separator: " ", omittingEmptySubsequences: false)
            guard words.contains(Substring(text)) else { return node }
            let filled = words.map { $0 == text ? word : String($0) }
            return node.with(
                .scalar(Scalar(text: filled.joined(separator: " "), style: .plain)))
        }
    }
}
