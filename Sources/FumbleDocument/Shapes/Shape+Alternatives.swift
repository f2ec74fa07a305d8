extension Shape {
    /// One of several shapes: chosen by what the node is, else the first that reads it.
    package static func anyOf(_ shapes: [Shape<Value>]) -> Shape<Value> {
        let description = ShapeDescription.anyOf(shapes.map(\.description))
        return Shape(description) { node, reading in
            let fitting = shapes.filter { $0.description.couldAccept(node) }
            guard let first = fitting.first else {
                reading.reportWrongType(node, expected: description)
                return nil
            }
            if fitting.count == 1 { return first.read(node, &reading) }
            for shape in fitting {
                var attempt = reading
                attempt.diagnostics = Diagnostics()
                guard let value = shape.read(node, &attempt), attempt.diagnostics.isEmpty else {
                    continue
                }
                attempt.diagnostics = reading.diagnostics
                reading = attempt
                return value
            }
            reading.reportWrongType(node, expected: .anyOf(fitting.map(\.description)))
            return nil
        }
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
