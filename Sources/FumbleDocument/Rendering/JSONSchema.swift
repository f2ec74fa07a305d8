package import FumbleModel

/// A declaration as a JSON Schema (2020-12), for editors and other validators.
///
/// It accepts all that the declaration accepts; a few sums that only the parser can do are left to
/// it. The same declaration gives the same text, byte for byte.
package struct JSONSchema {
    private static let reference = "reference"
    private var definitions: [Definition] = []

    private init() {}

    /// What several places may refer to; nil while a shape that holds itself is walked.
    private struct Definition {
        let name: String
        var schema: JSONValue?
    }

    /// The schema of a whole file, or of any record.
    package static func document(for record: RecordDescription, title: String) -> JSONValue {
        var schema = JSONSchema()
        schema.definitions = givenDefinitions
        let body = schema.record(record)
        let definitions = schema.definitions.compactMap { definition in
            definition.schema.map { (definition.name, $0) }
        }
        return .object(
            [
                ("$schema", "https://json-schema.org/draft/2020-12/schema"),
                ("title", .string(title)),
            ] + body + [("$defs", .object(definitions))])
    }

    /// Collections for which `input.NAME` may stand, and `input.NAME` by itself.
    private static let collections = ["object", "array"]

    private static let givenDefinitions: [Definition] = {
        let pattern = ("pattern", JSONValue.string("^(input|each)\\.[a-z0-9_.-]+$"))
        let whole = collections.map { type in
            let types = ("type", JSONValue.array([.string(type), "string"]))
            return Definition(name: type, schema: .object([types, pattern]))
        }
        let alone = JSONValue.object([
            ("description", "a declared input, or the value of a loop around this place"),
            ("type", "string"), pattern,
        ])
        return whole + [Definition(name: reference, schema: alone)]
    }()

    private mutating func schema(_ shape: ShapeDescription) -> [(String, JSONValue)] {
        switch shape {
        case .named(let name, let resolve): return named(name, resolve())
        case .anything: return []
        case .scalar, .words, .list, .map, .record, .kinds, .anyOf:
            var members = inline(shape)
            if !members.contains(where: { $0.0 == "anyOf" }) { members = orReference(members) }
            guard let phrase = Self.phrase(for: shape) else { return members }
            return defined(phrase, as: members)
        }
    }

    /// What to call a shape that stands in several places; nil where it is written out.
    private static func phrase(for shape: ShapeDescription) -> String? {
        switch shape {
        case .scalar(let scalar): scalar.phrase
        case .record(let record): record.name
        case .kinds(let list): list.noun
        case .list(let element, _): phrase(for: element).map { "list of \($0)" }
        case .anyOf(let shapes):
            shapes.contains { phrase(for: $0) == nil }
                ? nil : shapes.compactMap { phrase(for: $0) }.joined(separator: " or ")
        case .words(let words):
            words.count == 1 ? words.map(\.text).joined() : nil
        case .map, .named, .anything: nil
        }
    }

    /// The alternatives side by side, with the reference once for all that stand here.
    private mutating func anyOf(_ shapes: [ShapeDescription]) -> [(String, JSONValue)] {
        var alternatives: [JSONValue] = []
        for shape in shapes {
            let members = schema(shape)
            if case .array(let nested)? = members.first?.1, members.first?.0 == "anyOf" {
                alternatives += nested
            } else {
                alternatives.append(.object(members))
            }
        }
        var different: [JSONValue] = []
        for schema in alternatives where !different.contains(schema) { different.append(schema) }
        return [("anyOf", .array(different))]
    }

    /// The shape where it stands, without the reference that may take its place.
    private mutating func inline(_ shape: ShapeDescription) -> [(String, JSONValue)] {
        switch shape {
        case .words(let words): return [("enum", .array(words.map { .string($0.text) }))]
        case .list(let element, let minimum):
            let items: [(String, JSONValue)] = [
                ("type", "array"), ("items", .object(schema(element))),
            ]
            return minimum > 0 ? items + [("minItems", .int(Int64(minimum)))] : items
        case .map(let element, let keys):
            return [
                ("type", "object"),
                ("propertyNames", .object([("pattern", .string(keys))])),
                ("additionalProperties", .object(schema(element))),
            ]
        case .scalar(let scalar): return Self.scalar(scalar)
        case .record(let record): return self.record(record)
        case .kinds(let list): return kinds(list)
        case .anyOf(let shapes): return anyOf(shapes)
        case .named, .anything: return schema(shape)
        }
    }

    /// What stands in several places is written once, and referred to from wherever it stands.
    private mutating func defined(
        _ phrase: String, as members: [(String, JSONValue)]
    ) -> [(String, JSONValue)] {
        let schema = JSONValue.object(members)
        if let same = definitions.first(where: { $0.schema == schema }) {
            return Self.reference(to: same.name)
        }
        let name = unusedName(Self.word(for: phrase))
        definitions.append(Definition(name: name, schema: schema))
        return Self.reference(to: name)
    }

    /// A shape that holds itself is begun once, and refers to itself.
    private mutating func named(
        _ phrase: String, _ shape: ShapeDescription
    ) -> [(String, JSONValue)] {
        let name = Self.word(for: phrase)
        guard !definitions.contains(where: { $0.name == name }) else {
            return Self.reference(to: name)
        }
        let index = definitions.count
        definitions.append(Definition(name: name, schema: nil))
        definitions[index].schema = .object(orReference(inline(shape)))
        return Self.reference(to: name)
    }

    /// The word itself, or the first of `word-2`, `word-3` that names nothing yet.
    private func unusedName(_ base: String) -> String {
        let taken = definitions.map(\.name)
        guard taken.contains(base) else { return base }
        let number = (2...taken.count + 2).first { !taken.contains("\(base)-\($0)") }
        return "\(base)-\(number ?? taken.count + 2)"
    }

    /// `a length of time` as `length-of-time`: a word that needs no escapes in a URI.
    private static func word(for phrase: String) -> String {
        let words = phrase.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.filter { $0 != "a" && $0 != "an" }.joined(separator: "-")
    }

    private static func reference(to name: String) -> [(String, JSONValue)] {
        [("$ref", .string("#/$defs/\(name)"))]
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

    /// A default as a value; nil where it is written as more than a word, or an empty collection.
    private static func value(_ written: String) -> JSONValue? {
        switch written {
        case "{}": return .object([])
        case "[]": return .array([])
        default:
            let isMore = written.hasPrefix("{") || written.hasPrefix("[")
            return isMore ? Optional.none : example(written)
        }
    }

    /// The same, where `input.NAME` or `each.NAME` may take its place.
    ///
    /// `pattern` says nothing of what is no string, and what is said of objects and lists says
    /// nothing of strings: one schema does for both, unless it is put together of others.
    private func orReference(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
        let isWhole = !members.contains { $0.0 == "allOf" }
        for type in Self.collections where isWhole {
            guard let index = members.firstIndex(where: { $0 == ("type", .string(type)) }) else {
                continue
            }
            var both = members
            both.replaceSubrange(index...index, with: Self.reference(to: type))
            return both
        }
        let reference = JSONValue.object(Self.reference(to: Self.reference))
        return [("anyOf", .array([.object(members), reference]))]
    }
}

extension JSONSchema {
    private mutating func kinds(_ list: KindListDescription) -> [(String, JSONValue)] {
        [
            ("description", .string("\(Article.with(list.noun)), as {kind: {fields}}")),
            ("type", "object"),
            ("properties", .object(list.kinds.map { ($0.name, .object(kind($0))) })),
            ("additionalProperties", false),
            ("minProperties", 1),
            ("maxProperties", 1),
        ]
    }

    private mutating func kind(_ kind: KindDescription) -> [(String, JSONValue)] {
        let example = kind.example.isEmpty ? "" : "\n\nExample:\n" + kind.example
        return [("description", .string(kind.summary + example))] + body(of: kind)
    }

    /// What a kind is stands beside its name, and not in its fields again.
    private mutating func body(of kind: KindDescription) -> [(String, JSONValue)] {
        guard case .record(let record) = kind.body else { return schema(kind.body) }
        let members = self.record(record).filter { $0.0 != "description" }
        return defined(record.name, as: orReference(members))
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
        let others = record.others.map { JSONValue.object(schema($0.shape)) }
        members.append(("additionalProperties", others ?? false))
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
        if case .defaulted(let written) = field.presence, let value = Self.value(written) {
            members.append(("default", value))
        }
        return members + schema(field.shape)
    }
}
