extension Shape {
    /// One of several shapes, chosen by what the node is: of several mappings the one that knows
    /// most of its keys, of several single values the first that reads it.
    package static func anyOf(_ shapes: [Shape<Value>]) -> Shape<Value> {
        let description = ShapeDescription.anyOf(shapes.map(\.description))
        return Shape(description) { node, reading in
            let fitting = shapes.filter { $0.description.couldAccept(node) }
            guard let first = fitting.first else {
                reading.reportWrongType(node, expected: description)
                return nil
            }
            if fitting.count > 1, node.scalar != nil {
                return readScalar(node, as: fitting, &reading)
            }
            return nearest(of: fitting, to: node, or: first).read(node, &reading)
        }
    }

    /// Mappings are not tried one after the other: nested ones would cost two to their depth.
    private static func nearest(
        of shapes: [Shape<Value>], to node: Node, or first: Shape<Value>
    ) -> Shape<Value> {
        var (best, most) = (first, first.description.knownKeys(in: node))
        for shape in shapes.dropFirst() {
            let known = shape.description.knownKeys(in: node)
            if known > most { (best, most) = (shape, known) }
        }
        return best
    }

    private static func readScalar(
        _ node: Node, as shapes: [Shape<Value>], _ reading: inout Reading
    ) -> Value? {
        for shape in shapes {
            var attempt = reading
            attempt.diagnostics = Diagnostics()
            guard let value = shape.read(node, &attempt), attempt.diagnostics.isEmpty else {
                continue
            }
            attempt.diagnostics = reading.diagnostics
            reading = attempt
            return value
        }
        reading.reportWrongType(node, expected: .anyOf(shapes.map(\.description)))
        return nil
    }

    /// The shape, or the word `none`, which says that there is none of it.
    package static func orNone<Wrapped: Sendable>(
        _ shape: Shape<Wrapped>
    ) -> Shape<Wrapped?> where Value == Wrapped? {
        let none = ShapeDescription.Word("none", "there is none")
        return Shape(.anyOf([shape.description, .words([none])])) { node, reading in
            if node.scalar?.text == none.text { return .some(nil) }
            return shape.read(node, &reading).map(Optional.some)
        }
    }

    /// A shape that may hold itself, such as steps within a step; `name` is its name in the schema.
    package static func recursive(
        _ name: String, _ shape: @escaping @Sendable () -> Shape<Value>
    ) -> Shape<Value> {
        Shape(.named(name) { shape().description }) { node, reading in
            shape().read(node, &reading)
        }
    }
}

extension Shape where Value == Node {
    /// Whatever stands there, as it stands.
    package static var anything: Shape<Node> {
        Shape(.anything, acceptsBlank: true) { node, _ in node }
    }
}
