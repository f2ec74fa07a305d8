internal import FumbleDocument
internal import FumbleModel

/// Puts the values of a file's own inputs where it refers to them, so that each can change alone.
enum InputsInPlace {
    private static let prefix = "input."

    static func put(
        into root: Node, given: [Plan.Input]
    ) -> (root: Node, settings: [Plan.Input]) {
        let declared = root["inputs"]?.entries ?? []
        let names = declared.map(\.name)
        let values = declared.map { value(of: $0, given: given) }
        let entries = (root.entries ?? []).filter { $0.name != "inputs" }.map { entry in
            let hidden = entry.name == "fleet" ? entry.value["inputs"]?.entries ?? [] : []
            let known = names.map { name in
                hidden.contains { $0.name == name } ? nil : name
            }
            return Node.Entry(
                key: entry.key, value: replaced(entry.value, names: known, values: values))
        }
        let rest = given.filter { !names.contains($0.name) }
        return (root.with(.mapping(entries)), rest)
    }

    private static func value(of input: Node.Entry, given: [Plan.Input]) -> Node? {
        if let setting = given.first(where: { $0.name == input.name }) {
            return .scalar(setting.value, at: input.value.span)
        }
        let usual = input.value["default"]
        return usual?.entries == nil ? usual : usual?["simulated"]
    }

    private static func replaced(_ node: Node, names: [String?], values: [Node?]) -> Node {
        node.mapScalars { node in
            guard let scalar = node.scalar, scalar.style == .plain,
                scalar.text.hasPrefix(prefix),
                let place = names.firstIndex(of: String(scalar.text.dropFirst(prefix.count))),
                let value = values[place]
            else { return node }
            return node.with(value.content)
        }
    }
}
