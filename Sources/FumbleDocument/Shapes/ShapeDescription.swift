/// What a shape accepts, as data: the one source of hints, reference pages and the JSON Schema.
package indirect enum ShapeDescription: Sendable {
    case scalar(ScalarDescription)
    case words([Word])
    case list(of: ShapeDescription, atLeast: Int)
    case map(of: ShapeDescription, keys: String)
    case record(RecordDescription)
    case kinds(KindListDescription)
    case anyOf([ShapeDescription])
    /// A shape that holds itself, by name, so that nobody walks in circles.
    case named(String, @Sendable () -> ShapeDescription)
    case anything

    /// A word that a value may be, and what it says.
    package struct Word: Sendable {
        package let text: String
        package let doc: String

        package init(_ text: String, _ doc: String = "") {
            self.text = text
            self.doc = doc
        }
    }

    /// What is expected, for a message: `a length of time such as `5m``.
    package var phrase: String {
        switch self {
        case .scalar(let scalar): scalar.phraseWithExample
        case .words(let words): words.map { "`\($0.text)`" }.joined(separator: " or ")
        case .list: "a list"
        case .map: "a mapping"
        case .record: "a mapping"
        case .kinds(let list): "\(Article.with(list.noun)) as `{kind: {fields}}`"
        case .anyOf(let shapes): Self.joined(shapes.map(\.phrase))
        case .named(_, let resolve): resolve().phrase
        case .anything: "anything"
        }
    }

    /// Whether a node of this kind could be meant for the shape, before it is read.
    func couldAccept(_ node: Node) -> Bool {
        switch self {
        case .scalar, .words: node.scalar != nil
        case .list: node.elements != nil
        case .map, .record, .kinds: node.entries != nil
        case .anyOf(let shapes): shapes.contains { $0.couldAccept(node) }
        case .named(_, let resolve): resolve().couldAccept(node)
        case .anything: true
        }
    }

    /// How many keys of a mapping the shape knows.
    func knownKeys(in node: Node) -> Int {
        let names = node.entries?.map(\.name) ?? []
        switch self {
        case .record(let record):
            let keys = record.keys
            return names.count { keys.contains($0) }
        case .kinds(let list):
            return names.count { name in list.kinds.contains { $0.name == name } }
        case .anyOf(let shapes): return shapes.map { $0.knownKeys(in: node) }.max() ?? 0
        case .named(_, let resolve): return resolve().knownKeys(in: node)
        case .scalar, .words, .list, .map, .anything: return 0
        }
    }

    private static func joined(_ phrases: [String]) -> String {
        var different: [String] = []
        for phrase in phrases where !different.contains(phrase) { different.append(phrase) }
        return different.joined(separator: ", or ")
    }
}

/// A single value: what it is called, how it looks, and which JSON types may hold it.
package struct ScalarDescription: Sendable {
    /// With its article: `a length of time`.
    package let phrase: String
    /// An ECMA 262 pattern that every accepted text matches; nil where any text is.
    package let pattern: String?
    package let examples: [String]
    package let types: [JSONType]
    package let range: ClosedRange<Double>?

    package init(
        _ phrase: String, pattern: String? = nil, examples: [String], types: [JSONType] = [.string],
        range: ClosedRange<Double>? = nil
    ) {
        self.phrase = phrase
        self.pattern = pattern
        self.examples = examples
        self.types = types
        self.range = range
    }

    package enum JSONType: String, Sendable {
        case string
        case integer
        case number
        case boolean
    }

    var phraseWithExample: String {
        guard let first = examples.first else { return phrase }
        return "\(phrase) such as `\(first)`"
    }
}

/// A mapping with known fields, and maybe the author's own names beside them.
package struct RecordDescription: Sendable {
    package let name: String
    package let summary: String
    package let fields: [FieldDescription]
    /// What stands under any other key; nil where there can be none.
    package let others: Others?

    package init(
        name: String, summary: String, fields: [FieldDescription], others: Others? = nil
    ) {
        self.name = name
        self.summary = summary
        self.fields = fields
        self.others = others
    }

    /// The author's own names: what they are names of, and what stands under each.
    package struct Others: Sendable {
        /// In capitals, as it stands for a name: `OPERATION`.
        package let placeholder: String
        package let doc: String
        package let shape: ShapeDescription

        package init(placeholder: String, doc: String, shape: ShapeDescription) {
            self.placeholder = placeholder
            self.doc = doc
            self.shape = shape
        }
    }

    /// Every key that may stand in the mapping, in the order of the declaration.
    var keys: [String] { fields.flatMap(\.keys) }
}

/// A field of a mapping, or the place of one kind out of a list.
package struct FieldDescription: Sendable {
    package let name: String
    package let doc: String
    package let shape: ShapeDescription
    package let presence: Presence
    /// The kinds whose names may stand here in place of a fixed name.
    package let kinds: KindListDescription?

    init(
        name: String, doc: String, shape: ShapeDescription, presence: Presence,
        kinds: KindListDescription?
    ) {
        self.name = name
        self.doc = doc
        self.shape = shape
        self.presence = presence
        self.kinds = kinds
    }

    /// A field that may be left out, of a mapping that a shape of one's own reads.
    package init(_ name: String, _ doc: String, _ shape: ShapeDescription) {
        self.init(name: name, doc: doc, shape: shape, presence: .optional, kinds: nil)
    }

    package enum Presence: Sendable {
        case required
        case optional
        /// With the text that would say the same.
        case defaulted(String)
    }

    var keys: [String] { kinds?.kinds.map(\.name) ?? [name] }
}

/// An open list of kinds, each written `{kind: {fields}}`.
package struct KindListDescription: Sendable {
    /// `fault`, `guard`: for messages and headings.
    package let noun: String
    package let kinds: [KindDescription]
}

/// One kind: its words for the reference, and the shape of what stands under its name.
package struct KindDescription: Sendable {
    package let name: String
    package let summary: String
    package let example: String
    package let body: ShapeDescription
}
