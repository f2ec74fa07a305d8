/// A piece of HTML or of the SVG in it: what is said is escaped, what is built is not.
struct Markup: Sendable, Hashable {
    private(set) var source: String

    /// Text as text, on one line, without characters that would hide others.
    init(_ text: String) {
        source = XMLText.escaped(VisibleText.plain(text))
    }

    init(_ parts: [Markup]) {
        source = parts.map(\.source).joined()
    }

    /// A sentence: a number and the sign for per cent behind it stay on one line.
    init(sentence: String) {
        self.init(sentence.replacing(" %", with: "\u{A0}%"))
    }

    private init(source: String) {
        self.source = source
    }

    static let nothing = Markup(source: "")

    /// What this binary says itself, and nobody else: a stylesheet, a script.
    static func own(_ text: StaticString) -> Markup { Markup(source: "\(text)") }

    /// An element with its end; an attribute that is nil is left out, one that is empty stands alone.
    static func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
        _ parts: [Markup]
    ) -> Markup {
        Markup(
            source: "<\(name)\(text(of: attributes))>\(parts.map(\.source).joined())</\(name)>")
    }

    static func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
        _ text: String
    ) -> Markup {
        tag(name, attributes, [Markup(text)])
    }

    /// An element that holds nothing, such as a line of a drawing.
    static func leaf(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>
    ) -> Markup {
        Markup(source: "<\(name)\(text(of: attributes))/>")
    }

    static func + (left: Markup, right: Markup) -> Markup {
        Markup(source: left.source + right.source)
    }

    static func += (left: inout Markup, right: Markup) { left.source += right.source }

    private static func text(of attributes: KeyValuePairs<StaticString, String?>) -> String {
        attributes.map { name, value in
            guard let value else { return "" }
            let text = XMLText.escaped(VisibleText.plain(value))
            return value.isEmpty ? " \(name)" : " \(name)=\"\(text)\""
        }.joined()
    }
}
