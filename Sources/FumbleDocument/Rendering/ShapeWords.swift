/// How a value is written, in words for a reference page.
///
/// A message needs one short phrase; a page has room to say what is in a list.
struct ShapeWords {
    private let shape: ShapeDescription

    init(_ shape: ShapeDescription) {
        self.shape = shape
    }

    /// `a length of time, such as `5m``; `one of `serving`, `listed``.
    var phrase: String {
        switch shape {
        case .scalar(let scalar):
            scalar.phrase + (scalar.examples.first.map { ", such as `\($0)`" } ?? "")
        case .words(let words):
            words.count == 1
                ? "`\(words[0].text)`" : "one of \(Self.quoted(words.map(\.text)))"
        case .list(of: .anything, _): "a list"
        case .list(let element, _): "a list; each is \(ShapeWords(element).phrase)"
        case .map(let element, _):
            "a mapping from names of your own; each is \(ShapeWords(element).phrase)"
        case .record(let record): mapping(record)
        case .kinds(let list):
            "`{kind: {fields}}`; the kind is one of \(Self.quoted(list.kinds.map(\.name)))"
        case .anyOf(let shapes):
            Self.oneOrList(shapes) ?? Self.joined(shapes.map { ShapeWords($0).phrase })
        case .named(_, let resolve): ShapeWords(resolve()).phrase
        case .anything: "anything"
        }
    }

    /// Whether a record is told of in a section of its own, and not where it stands.
    var needsSection: Bool {
        guard case .record(let record) = shape else { return false }
        return !record.isFile && commonPhrase(of: record) == nil
    }

    private func mapping(_ record: RecordDescription) -> String {
        if record.isFile { return "a mapping, as in the file of \(Article.with(record.name))" }
        guard let phrase = commonPhrase(of: record) else {
            return "a mapping, as under \"\(record.name)\""
        }
        let fields = record.fields.map { "\($0.name): ..." }.joined(separator: ", ")
        return "`{\(fields)}`, or one of them; each is \(phrase)"
    }

    /// What each field of a small record is, where all are alike and may be left out.
    private func commonPhrase(of record: RecordDescription) -> String? {
        let phrases = record.fields.map { field -> String? in
            guard case .optional = field.presence, case .scalar = field.shape else { return nil }
            return ShapeWords(field.shape).phrase
        }
        guard let first = phrases.first, phrases.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// One thing, where a list of the same may stand too.
    private static func oneOrList(_ shapes: [ShapeDescription]) -> String? {
        guard shapes.count == 2, case .list(let element, _) = shapes[0] else { return nil }
        let one = ShapeWords(shapes[1]).phrase
        return ShapeWords(element).phrase == one ? "\(one); or a list of such" : nil
    }

    private static func quoted(_ words: [String]) -> String {
        words.map { "`\($0)`" }.joined(separator: ", ")
    }

    private static func joined(_ phrases: [String]) -> String {
        var different: [String] = []
        for phrase in phrases where !different.contains(phrase) { different.append(phrase) }
        return different.joined(separator: "; or ")
    }
}

extension RecordDescription {
    /// Whether it is a whole file, which has a page of its own.
    var isFile: Bool { fields.first?.name == "fumble" }
}
