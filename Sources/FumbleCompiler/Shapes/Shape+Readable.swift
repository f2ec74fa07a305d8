internal import FumbleDocument
internal import FumbleModel

/// Shapes that keep what can be read, so that one mistake does not hide the ones behind it.
extension Shape {
    /// The value, or `fallback` after what is wrong with it was reported.
    func orElse(_ fallback: Value) -> Shape<Value> {
        Shape(description) { node, reading in read(node, &reading) ?? fallback }
    }

    /// A list with nil in the place of each element that cannot be read.
    ///
    /// What an element lacks is told at the element, not at the key of the list.
    static func readable<Element: Sendable>(
        listOf element: Shape<Element>, atLeast minimum: Int = 1
    ) -> Shape<[Element?]> where Value == [Element?] {
        let list = Shape<[Element]>.list(of: element, atLeast: minimum)
        return Shape(list.description) { node, reading in
            guard let nodes = node.elements, nodes.count >= minimum else {
                return list.read(node, &reading).map { $0.map(Optional.some) }
            }
            let subject = String(reading.currentSubject.filter { $0 != "`" })
            return nodes.map { node in
                reading.reading(subject, at: nil) { element.read(node, &$0) }
            }
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

    /// The value of a field that may be left out, nil too where it cannot be read.
    var salvaged: Shape<Value?> { map(Optional.some).orElse(nil) }

    /// The node as it stands, `input.NAME` replaced, of which the description tells something.
    static func node(_ description: ShapeDescription) -> Shape<Node> where Value == Node {
        Shape(description) { node, _ in node }
    }
}

extension Field {
    /// A field that may be left out; one mistake in it does not hide what is beside it.
    ///
    /// - Parameter written: what says the same as leaving it out.
    static func salvaged<Wrapped: Sendable>(
        _ name: String, _ shape: Shape<Wrapped>, written: String, _ doc: String
    ) -> Field<Wrapped?> where Value == Wrapped? {
        .defaulted(name, shape.salvaged, to: nil, written: written, doc)
    }
}
