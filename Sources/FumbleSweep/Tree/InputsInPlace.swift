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
        let references = declared.compactMap { input in
            value(of: input, given: given).map { (name: input.name, value: $0) }
        }
        let entries = (root.entries ?? []).filter { $0.name != "inputs" }.map { entry in
            let hidden = entry.name == "fleet" ? entry.value["inputs"]?.entries ?? [] : []
            let placed = references.filter { reference in
                !hidden.contains { $0.name == reference.name }
            }.reduce(entry.value) { node, reference in
                Reference(text: prefix + reference.name, value: reference.value).put(into: node)
            }
            return Node.Entry(key: entry.key, value: placed)
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
}
