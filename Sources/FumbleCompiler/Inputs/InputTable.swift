internal import FumbleDocument
internal import FumbleModel

/// The inputs of one file with their values: its own defaults, or what was set.
struct InputTable: Sendable {
    let entries: [Entry]
    /// Inputs whose declaration has a mistake.
    private let unreadable: [String]

    struct Entry: Sendable {
        let name: String
        let nameSpan: SourceSpan
        /// nil: it has no value on this fleet.
        let value: Node?
    }

    var bindings: [Reading.InputBinding] {
        entries.map { Reading.InputBinding(name: $0.name, value: $0.value) }
            + unreadable.map { Reading.InputBinding(name: $0, value: nil, isUnreadable: true) }
    }

    /// What each input came to, as text; those without a value are left out.
    var planned: [Plan.Input] {
        entries.compactMap { entry in
            entry.value.map { Plan.Input(name: entry.name, value: Self.text($0)) }
        }
    }

    /// Reads `inputs:` of a file, and puts settings in the place of defaults.
    init(
        of root: Node, settings: InputSettings, on fleet: FleetKind,
        diagnostics: inout Diagnostics
    ) {
        guard let declared = root["inputs"] else {
            entries = []
            unreadable = []
            return
        }
        var reading = Reading(diagnostics: diagnostics)
        let declarations = reading.reading("inputs", at: nil) { reading in
            InputDeclaration.shape.read(declared, &reading)
        }
        let entries = (declarations ?? []).map { declaration in
            let value =
                settings[declaration.name]
                ?? Self.ownValue(of: declaration, on: fleet, &reading)
            return Entry(
                name: declaration.name, nameSpan: declaration.nameSpan,
                value: value.map { Self.checked($0, of: declaration, &reading) })
        }
        diagnostics = reading.diagnostics
        self.entries = entries
        unreadable = (declared.entries ?? []).map(\.name).filter { name in
            !entries.contains { $0.name == name }
        }
    }

    private static func ownValue(
        of declaration: MapEntry<InputDeclaration>, on fleet: FleetKind, _ reading: inout Reading
    ) -> Node? {
        for entry in declaration.value.value?.entries ?? []
        where FleetKind(rawValue: entry.name) == nil {
            reading.diagnostics.reportUnknown(
                .unknownFleet, "fleet", entry.name, at: entry.key.span,
                among: FleetKind.allCases.map(\.rawValue))
        }
        return declaration.value.value(on: fleet)
    }

    /// - Returns: the value, or one that stands for it where it is of the wrong type, so that its
    ///   mistake is not told again at every use.
    private static func checked(
        _ node: Node, of declaration: MapEntry<InputDeclaration>, _ reading: inout Reading
    ) -> Node {
        let type = declaration.value.type
        let measured = reading.reading(declaration.name, at: nil) { reading in
            type.measure(node, &reading)
        }
        guard let measured else { return .scalar(type.sample, at: node.span) }
        guard let range = declaration.value.range else { return node }
        let bounds = reading.reading("range", at: nil) { reading in
            range.value.map { type.measure($0, &reading) }
        }
        guard case .number(let value) = measured, let bounds,
            case .number(let least) = bounds[0], case .number(let most) = bounds[1],
            value < least || value > most
        else { return node }
        let texts = range.value.map(text)
        reading.report(
            .outOfRange, at: node.span,
            "input `\(declaration.name)` must be from \(texts[0]) to \(texts[1]), "
                + "not \(text(node))",
            related: [Diagnostic.Related(at: range.span, "its range")])
        return node
    }

    private static func text(_ node: Node) -> String {
        node.scalar?.text ?? node.phrase
    }
}
