internal import FumbleDocument
internal import FumbleModel

/// Every name that a fleet file declares, readable or not, so that a mistake in a thing does not
/// make each use of its name another mistake.
struct FleetNames: Sendable {
    private let declared: [NamedThing.Kind: [String]]

    init(of root: Node, playbookArguments: [String]) {
        declared = [
            .subsystem: Self.keys(root, "subsystems"),
            .operation: Self.keys(root, "operations"),
            .alarm: Self.keys(root, "alarms"),
            .promise: Self.keys(root, "promises"),
            .guardName: Self.keys(root, "guards"),
            .playbookEntry: Self.keys(root, "playbook"),
            .window: Self.keys(root, "windows"),
            .group: Self.names(root, "servers", "group"),
            .dependent: Self.names(root, "dependents", "name"),
            .zone: root["zones"]?.elements?.compactMap { $0.scalar?.text } ?? [],
            .playbookArgument: playbookArguments,
        ]
    }

    subscript(kind: NamedThing.Kind) -> [String] { declared[kind] ?? [] }

    /// Reports a name that nothing bears, with the nearest that something does.
    ///
    /// - Returns: whether it is known.
    @discardableResult
    func check(_ thing: NamedThing, diagnostics: inout Diagnostics) -> Bool {
        if isKnown(thing.kind, thing.name) { return true }
        diagnostics.reportUnknown(
            thing.kind.code, thing.kind.rawValue, thing.name, at: thing.span,
            among: self[thing.kind])
        return false
    }

    /// A fleet that says nothing of windows leaves their names to whoever types.
    func isKnown(_ kind: NamedThing.Kind, _ name: String) -> Bool {
        let known = self[kind]
        return known.contains(name) || kind == .window && known.isEmpty
    }

    func check(
        _ kind: NamedThing.Kind, _ name: Located<String>, diagnostics: inout Diagnostics
    ) {
        check(NamedThing(kind, name.value, at: name.span), diagnostics: &diagnostics)
    }

    /// Looks up the names that a kind of the catalogue holds.
    func check(namesIn value: Any, diagnostics: inout Diagnostics) {
        guard let named = value as? any NamesThings else { return }
        for thing in named.names { check(thing, diagnostics: &diagnostics) }
    }

    private static func keys(_ root: Node, _ section: String) -> [String] {
        root[section]?.entries?.map(\.name) ?? []
    }

    private static func names(_ root: Node, _ section: String, _ key: String) -> [String] {
        root[section]?.elements?.compactMap { $0[key]?.scalar?.text } ?? []
    }
}

extension NamedThing.Kind {
    var code: DiagnosticCode {
        switch self {
        case .subsystem: .unknownSubsystem
        case .group: .unknownGroup
        case .zone: .unknownZone
        case .operation: .unknownOperation
        case .dependent: .unknownDependent
        case .alarm: .unknownAlarm
        case .promise: .unknownPromise
        case .guardName: .unknownGuard
        case .playbookEntry: .unknownPlaybookEntry
        case .playbookArgument: .unknownPlaceholder
        case .window: .unknownWindow
        }
    }
}
