package import FumbleModel

extension Node {
    /// The same as a JSON value: JSON is YAML too.
    package var json: JSONValue {
        switch content {
        case .sequence(let elements): .array(elements.map(\.json))
        case .mapping(let entries): .object(entries.map { ($0.name, $0.value.json) })
        case .scalar(let scalar):
            switch scalar.core {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .int(Int64(value))
            case .number(let value): .number(value)
            case .text(let text): .string(text)
            }
        }
    }
}
