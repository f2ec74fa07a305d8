/// How one value is read from a file, together with the description of what it accepts.
package struct Shape<Value: Sendable>: Sendable {
    package let description: ShapeDescription
    private let acceptsBlank: Bool
    private let body: @Sendable (Node, inout Reading) -> Value?

    /// A shape of one's own; `body` reports what is wrong and returns nil where nothing can be read.
    package init(
        _ description: ShapeDescription,
        read body: @escaping @Sendable (Node, inout Reading) -> Value?
    ) {
        self.init(description, acceptsBlank: false, body: body)
    }

    init(
        _ description: ShapeDescription, acceptsBlank: Bool,
        body: @escaping @Sendable (Node, inout Reading) -> Value?
    ) {
        self.description = description
        self.acceptsBlank = acceptsBlank
        self.body = body
    }

    /// Reads the value, with `input.NAME` and `each.NAME` replaced; nil after reporting why not.
    package func read(_ node: Node, _ reading: inout Reading) -> Value? {
        if acceptsBlank { return body(node, &reading) }
        guard let node = reading.resolved(node) else { return nil }
        if node.isBlank {
            reading.report(
                .blankValue, at: node.span, "\(reading.currentSubject) is blank",
                help: "write \(description.phrase)")
            return nil
        }
        return body(node, &reading)
    }

    /// The same on paper, but another value in the program.
    package func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
        Shape<Other>(description, acceptsBlank: acceptsBlank) { node, reading in
            read(node, &reading).map(transform)
        }
    }

    /// The same on paper, made into another value by whoever knows more: `transform` reports what is
    /// wrong (fields that contradict each other, a loop to be read pass by pass) and returns nil.
    package func refined<Other>(
        _ transform: @escaping @Sendable (Value, Node, inout Reading) -> Other?
    ) -> Shape<Other> {
        Shape<Other>(description, acceptsBlank: acceptsBlank) { node, reading in
            guard let value = read(node, &reading) else { return nil }
            return transform(value, node, &reading)
        }
    }

    /// The same, and refused where `mistake` finds something wrong with the value.
    package func checked(
        _ mistake: @escaping @Sendable (Value) -> ScalarMistake?
    ) -> Shape<Value> {
        Shape(description, acceptsBlank: acceptsBlank) { node, reading in
            guard let value = read(node, &reading) else { return nil }
            guard let mistake = mistake(value) else { return value }
            reading.report(mistake, at: node)
            return nil
        }
    }

    /// The value together with its place in the file.
    package var located: Shape<Located<Value>> {
        Shape<Located<Value>>(description, acceptsBlank: acceptsBlank) { node, reading in
            read(node, &reading).map { Located(value: $0, span: node.span) }
        }
    }
}

extension Reading {
    mutating func report(_ mistake: ScalarMistake, at node: Node) {
        report(
            mistake.code, at: node.span, "\(currentSubject) \(mistake.message)", help: mistake.help)
    }

    mutating func reportWrongType(_ node: Node, expected: ShapeDescription) {
        report(
            .wrongType, at: node.shortSpan,
            "\(currentSubject) must be \(expected.phrase), not \(node.phrase)")
    }
}
