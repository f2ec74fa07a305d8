package import FumbleModel

/// One kind of an open list, such as one fault: written `{name: {fields}}`, declared in one place.
package struct Kind<Value: Sendable>: Sendable {
    package let name: String
    package let summary: String
    /// YAML as a person would write it; a test reads it.
    package let example: String
    let body: Shape<Value>

    /// A kind of whatever shape.
    package init(_ name: String, summary: String, example: String, _ body: Shape<Value>) {
        self.name = name
        self.summary = summary
        self.example = example
        self.body = body
    }

    /// A kind with fields.
    package init<each Part: Sendable>(
        _ name: String, summary: String, example: String, _ fields: repeat Field<each Part>,
        make: @escaping @Sendable (repeat each Part) -> Value
    ) {
        let record = Record(name, summary: summary, repeat each fields, make: make)
        self.init(name, summary: summary, example: example, .record(record))
    }

    /// The same, where the value keeps its place in the file.
    package init<each Part: Sendable>(
        _ name: String, summary: String, example: String, _ fields: repeat Field<each Part>,
        makeAt: @escaping @Sendable (SourceSpan, repeat each Part) -> Value
    ) {
        let record = Record(name, summary: summary, repeat each fields, makeAt: makeAt)
        self.init(name, summary: summary, example: example, .record(record))
    }

    package var description: KindDescription {
        KindDescription(
            name: name, summary: summary, example: example, body: body.description)
    }
}
