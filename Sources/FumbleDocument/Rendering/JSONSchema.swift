package import FumbleModel

/// A declaration as a JSON Schema (2020-12), for editors and other validators.
///
/// It accepts all that the declaration accepts; a few sums that only the parser can do are left to
/// it. The same declaration gives the same text, byte for byte.
package struct JSONSchema {
    private static let reference = "reference"
    private var definitions: [(String, JSONValue)] = []
    private var begun: [String] = []

    private init() {}

    /// The schema of a whole file, or of any record.
    package static func document(for record: RecordDescription, title: String) -> JSONValue {
        var schema = JSONSchema()
        let body = schema.record(record)
        schema.define(
            Self.reference,
            .object([
                ("description", "a declared input, or the value of a loop around this place"),
                ("type", "string"), ("pattern", "^(input|each)\\.[a-z0-9_.-]+$"),
            ]))
        return .object(
            [
                ("$schema", "https://json-schema.org/draft/2020-12/schema"),
                ("title", .string(title)),
            ] + body + [("$defs", .object(schema.definitions))])
    }

    private mutating func schema(_ shape: ShapeDescription) -> [(String, JSONValue)] {
        switch shape {
        case .scalar(let scalar): return orReference(Self.scalar(scalar))
        case .words(let words):
            return orReference([("enum", .array(words.map { .string($0.text) }))])
        case .list(let element, let minimum):
            let items: [(String, JSONValue)] = [
                ("type", "array"), ("items", .object(schema(element))),
            ]
            let bound: [(String, JSONValue)] =
                minimum > 0 ? [("minItems", .int(Int64(minimum)))] : []
            return orReference(items + bound)
        case .map(let element, let keys):
            return orReference([
                ("type", "object"),
                ("propertyNames", .object([("pattern", .string(keys))])),
                ("additionalProperties", .object(schema(element))),
            ])
        case .record(let record): return orReference(self.record(record))
        case .kinds(let list): return orReference(kinds(list))
        case .anyOf(let shapes):
            return [("anyOf", .array(shapes.map { .object(schema($0)) }))]
        case .named(let name, let resolve): return named(name, resolve)
        case .anything: return []
        }
    }

    /// A recursive shape is defined once, and referred to from wherever it stands.
    private mutating func named(
        _ name: String, _ resolve: @Sendable () -> ShapeDescription
    ) -> [(String, JSONValue)] {
        if !begun.contains(name) {
            begun.append(name)
            let definition = JSONValue.object(schema(resolve()))
            define(name, definition)
        }
        return [("$ref", .string("#/$defs/\(name)"))]
    }

    private mutating func define(_ name: String, _ schema: JSONValue) {
        definitions.append((name, schema))
    }

    private static func scalar(_ scalar: ScalarDescription) -> [(String, JSONValue)] {
        var members: [(String, JSONValue)] = []
        let types = scalar.types.map { JSONValue.string($0.rawValue) }
        members.append(("type", types.count == 1 ? types[0] : .array(types)))
        if let pattern = scalar.pattern { members.append(("pattern", .string(pattern))) }
        if let range = scalar.range {
            members.append(("minimum", number(range.lowerBound)))
            members.append(("maximum", number(range.upperBound)))
        } else if scalar.types.contains(.integer) {
            members.append(("minimum", 0))
        }
        members.append(("description", .string(scalar.phrase)))
        if !scalar.examples.isEmpty {
            members.append(("examples", .array(scalar.examples.map(example))))
        }
        return members
    }

    /// A whole bound is written as a whole number.
    private static func number(_ bound: Double) -> JSONValue {
        Int64(exactly: bound).map(JSONValue.int) ?? .number(bound)
    }

    /// An example or default as YAML would take it.
    private static func example(_ text: String) -> JSONValue {
        switch CoreValue(plain: text) {
        case .integer(let value): .int(value)
        case .number(let value): .number(value)
        case .bool(let value): .bool(value)
        case .null, .text: .string(text)
        }
    }

    private func orReference(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
        let reference = JSONValue.object([("$ref", .string("#/$defs/\(Self.reference)"))])
        return [("anyOf", .array([.object(members), reference]))]
    }
}

extension JSONSchema {
    private mutating func kinds(_ list: KindListDescription) -> [(String, JSONValue)] {
        [
            ("description", .string("a \(list.noun), as {kind: {fields}}")),
            ("type", "object"),
            ("properties", .object(list.kinds.map { ($0.name, .object(kind($0))) })),
            ("additionalProperties", false),
            ("minProperties", 1),
            ("maxProperties", 1),
        ]
    }

    private mutating func kind(_ kind: KindDescription) -> [(String, JSONValue)] {
        let example = kind.example.isEmpty ? "" : "\n\nExample:\n" + kind.example
        return [("description", .string(kind.summary + example))] + schema(kind.body)
    }

    private mutating func record(_ record: RecordDescription) -> [(String, JSONValue)] {
        var properties: [(String, JSONValue)] = []
        var required: [JSONValue] = []
        var members: [(String, JSONValue)] = [
            ("description", .string(record.summary)), ("type", "object"),
        ]
        var choices: [JSONValue] = []
        for field in record.fields {
            if let kinds = field.kinds {
                properties += kinds.kinds.map { ($0.name, .object(kind($0))) }
                choices.append(Self.choice(of: field, kinds))
                continue
            }
            properties.append((field.name, .object(self.field(field))))
            if case .required = field.presence { required.append(.string(field.name)) }
        }
        members.append(("properties", .object(properties)))
        members.append(("additionalProperties", false))
        if !required.isEmpty { members.append(("required", .array(required))) }
        if !choices.isEmpty { members.append(("allOf", .array(choices))) }
        return members
    }

    /// Exactly one of the kinds stands in the record, or none where it may do without.
    private static func choice(
        of field: FieldDescription, _ kinds: KindListDescription
    ) -> JSONValue {
        let names = kinds.kinds.map(\.name)
        var alternatives = names.map { name in
            JSONValue.object([("required", .array([.string(name)]))])
        }
        if case .optional = field.presence {
            let none = JSONValue.object([("anyOf", .array(alternatives))])
            alternatives.append(.object([("not", none)]))
        }
        return .object([("oneOf", .array(alternatives))])
    }

    private mutating func field(_ field: FieldDescription) -> [(String, JSONValue)] {
        var members: [(String, JSONValue)] = []
        if !field.doc.isEmpty { members.append(("description", .string(field.doc))) }
        if case .defaulted(let written) = field.presence {
            members.append(("default", Self.example(written)))
        }
        return members + schema(field.shape)
    }
}
