extension Node {
    /// The node at a path; nil where the tree has none.
    package subscript(path: NodePath) -> Node? {
        var node = self
        for part in path.parts {
            guard let next = node.child(part) else { return nil }
            node = next
        }
        return node
    }

    /// The same tree with another node at a path; a tree that has no such place stays as it is.
    package func replacing(_ path: NodePath, with node: Node) -> Node {
        replacing(path.parts[...], with: node)
    }

    /// The same tree with another text for a scalar, which keeps its style.
    package func replacing(_ path: NodePath, withText text: String) -> Node {
        guard let old = self[path], let scalar = old.scalar else { return self }
        return replacing(path, with: .scalar(text, style: scalar.style, at: old.span))
    }

    /// This node with other content, at its old place in the file.
    package func with(_ content: Content) -> Node { Node(span: span, content: content) }

    /// This mapping without its entries of one name; anything else as it is.
    package func without(_ name: String) -> Node {
        entries.map { with(.mapping($0.filter { $0.name != name })) } ?? self
    }

    /// The tree with each of its scalar values, and not its keys, put through `change`.
    package func mapScalars(_ change: (Node) -> Node) -> Node {
        switch content {
        case .scalar: change(self)
        case .sequence(let elements): with(.sequence(elements.map { $0.mapScalars(change) }))
        case .mapping(let entries):
            with(
                .mapping(
                    entries.map { Entry(key: $0.key, value: $0.value.mapScalars(change)) }))
        }
    }

    private func child(_ part: NodePath.Part) -> Node? {
        switch part {
        case .key(let name): return self[name]
        case .place(let index):
            guard let elements, elements.indices.contains(index) else { return nil }
            return elements[index]
        }
    }

    private func replacing(_ parts: ArraySlice<NodePath.Part>, with node: Node) -> Node {
        guard let part = parts.first else { return node }
        switch (part, content) {
        case (.key(let name), .mapping(var entries)):
            guard let index = entries.firstIndex(where: { $0.name == name }) else { return self }
            let old = entries[index]
            entries[index] = Entry(
                key: old.key, value: old.value.replacing(parts.dropFirst(), with: node))
            return with(.mapping(entries))
        case (.place(let index), .sequence(var elements)):
            guard elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(parts.dropFirst(), with: node)
            return with(.sequence(elements))
        default: return self
        }
    }
}
