/// A JSON document as a value, written out the same way every time: members keep their order.
package indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// A number that is not finite is written as `null`: JSON has no word for it.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// The whole on one line, without spaces.
    package var compact: String {
        var text = JSONText(indents: false)
        text.write(self)
        return text.finished
    }

    /// One member a line, indented by two spaces, with a line end after the last.
    package var pretty: String {
        var text = JSONText(indents: true)
        text.write(self)
        return text.finished + "\n"
    }
}

extension JSONValue: Equatable {
    /// Equal when they would be written alike: the order of members counts.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left.elementsEqual(right, by: ==)
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int64) { self = .int(value) }
    package init(nilLiteral: ()) { self = .null }
}
