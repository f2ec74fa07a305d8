import FumbleModel

/// What a line of the playbook is made of, and where each piece stands in it: what hands and memory
/// can get wrong.
package struct LineAnatomy: Sendable {
    /// The playbook's command.
    package let entry: String
    /// Where each word stands, quotes and all, in characters (Unicode scalars).
    package let words: [Range<Int>]
    /// The arguments and flags that were typed, in the order of the usage line.
    package let fields: [LineField]
    /// The flags of the usage line that were not typed.
    package let flagsLeft: [String]

    init(
        _ line: String, of entry: PlaybookEntry, _ usage: Usage, _ match: Match, in fleet: FleetSpec
    ) throws(LineError) {
        let words = try LineWords.split(line, parsing: entry.parsing)
        let scalars = Array(line.unicodeScalars)
        self.entry = entry.name
        self.words = words.map { $0.offset..<$0.offset + $0.length }
        fields = match.values.filter { $0.length > 0 }.map { value in
            let typed = value.offset..<value.offset + value.length
            let option = usage.options.first { ($0.value ?? $0.name) == value.name }
            var (field, whole) = (typed, typed)
            if let option, option.value != nil {
                if let equals = scalars[typed].firstIndex(of: "="),
                    scalars[typed].starts(with: "--".unicodeScalars)
                {
                    field = equals + 1..<typed.upperBound
                } else if let before = words.last(where: { $0.offset < typed.lowerBound }) {
                    whole = before.offset..<typed.upperBound
                }
            }
            let role = LineField.Role(of: value.name, in: entry)
            return LineField(
                name: value.name, role: role, option: option?.name, value: field, whole: whole,
                known: role.names(in: fleet))
        }
        flagsLeft = usage.flags.filter { !match.has($0) }
    }
}

/// One argument or flag as it stands in a line.
package struct LineField: Sendable, Hashable {
    /// As the usage line calls it: `COUNT`, or `--force`.
    package let name: String
    package let role: Role
    /// nil: it is told by its place.
    package let option: String?
    /// Where what was typed for it stands, in characters.
    package let value: Range<Int>
    /// The same with its option.
    package let whole: Range<Int>
    /// The names that could stand there; empty where it names nothing.
    package let known: [String]

    package enum Role: Sendable, Hashable {
        case count, share, subsystem, operation, environment, flag, other

        init(of name: String, in entry: PlaybookEntry) {
            let does = entry.does
            if name.hasPrefix("-") {
                self = .flag
            } else if name == Resolver.environmentArgument {
                self = .environment
            } else if does.of.contains(name) || does.on == name {
                self = does.verb.isOfOperations ? .operation : .subsystem
            } else if does.count == name {
                self = .count
            } else {
                self = does.share == name ? .share : .other
            }
        }

        func names(in fleet: FleetSpec) -> [String] {
            switch self {
            case .subsystem: fleet.subsystems.map(\.name)
            case .operation: fleet.operations.map(\.name)
            case .environment: [fleet.environment]
            case .count, .share, .flag, .other: []
            }
        }
    }
}
