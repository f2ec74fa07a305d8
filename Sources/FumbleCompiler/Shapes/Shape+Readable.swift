internal import FumbleDocument
internal import FumbleModel

/// Shapes that keep what can be read, so that one mistake does not hide the ones behind it.
extension Shape {
    /// The value, or `fallback` after what is wrong with it was reported.
    func orElse(_ fallback: Value) -> Shape<Value> {
        Shape(description) { node, reading in read(node, &reading) ?? fallback }
    }

    /// The value, or nil after what is wrong with it was reported.
    func orNil() -> Shape<Value?> {
        Shape<Value?>(description) { node, reading in .some(read(node, &reading)) }
    }

    /// A list with nil in the place of each element that cannot be read.
    static func readable<Element: Sendable>(
        listOf element: Shape<Element>
    ) -> Shape<[Element?]> where Value == [Element?] {
        let list = Shape<[Element]>.list(of: element, atLeast: 1)
        return Shape(list.description) { node, reading in
            guard let nodes = node.elements, !nodes.isEmpty else {
                return list.read(node, &reading).map { $0.map(Optional.some) }
            }
            return nodes.map { element.read($0, &reading) }
        }
    }

    /// A mapping from the author's own names, without the entries that cannot be read.
    static func readable<Element: Sendable>(
        mapOf element: Shape<Element>
    ) -> Shape<[MapEntry<Element>]> where Value == [MapEntry<Element>] {
        let map = Shape<[MapEntry<Element>]>.map(of: element)
        return Shape(map.description) { node, reading in
            guard let entries = node.entries else { return map.read(node, &reading) }
            return entries.compactMap { entry in
                let alone = Node(span: node.span, content: .mapping([entry]))
                return map.read(alone, &reading)?.first
            }
        }
    }

    /// The node as it stands, `input.NAME` replaced, of which the description tells something.
    static func node(_ description: ShapeDescription) -> Shape<Node> where Value == Node {
        Shape(description) { node, _ in node }
    }
}
