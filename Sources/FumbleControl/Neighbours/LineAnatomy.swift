package import FumbleModel

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
    /// Literal words in whose places the playbook has others.
    package let literals: [LineLiteral]

    /// Of a line that is no line of the playbook: all that is known are its words.
    package init(ofAnother line: String) {
        let words = (try? LineWords.split(line, parsing: .lenient)) ?? []
        entry = ""
        self.words = words.map { $0.offset..<$0.offset + $0.length }
        fields = []
        flagsLeft = []
        literals = []
    }

    init(
        _ line: String, of entry: PlaybookEntry, _ usage: Usage, _ match: Match,
        in fleet: FleetSpec,
        playbook: Playbook
    ) throws(LineError) {
        let words = try LineWords.split(line, parsing: entry.parsing)
        let scalars = Array(line.unicodeScalars)
        self.entry = entry.name
        self.words = words.map { $0.offset..<$0.offset + $0.length }
        let named = LineField.serversNamed(in: match, of: entry)
        fields = match.values.filter { $0.length > 0 }.flatMap { value -> [LineField] in
            let typed = value.offset..<value.offset + value.length
            let option = usage.option(of: value, in: words)
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
            guard role == .server else {
                return [
                    LineField(
                        name: value.name, role: role, option: option?.name, value: field,
                        whole: whole, known: role.names(in: fleet))
                ]
            }
            return LineField.servers(
                value.name, option?.name, field, whole: whole, in: scalars, of: fleet,
                among: named)
        }
        flagsLeft = usage.flags.filter { !match.has($0) }
        let typed = fields.map(\.whole)
        literals = words.enumerated().compactMap { place, word in
            let range = word.offset..<word.offset + word.length
            guard place > 0, !typed.contains(where: { $0.overlaps(range) }) else { return nil }
            let others = playbook.siblings(of: word.text, at: place, in: usage)
            return others.isEmpty ? nil : LineLiteral(place: range, others: others)
        }
    }
}

/// A word of the command itself, such as `remove`, and the words that the playbook has in its place.
package struct LineLiteral: Sendable, Hashable {
    /// In characters.
    package let place: Range<Int>
    package let others: [String]
}

extension Playbook {
    /// Other words than one in its place: of commands that begin with the same words, and of a choice
    /// within the usage, each once, in the order of the playbook.
    fileprivate func siblings(of word: String, at place: Int, in usage: Usage) -> [String] {
        var others = usage.root.choices(with: word)
        if place < usage.leadingWords.count, usage.leadingWords[place] == word {
            let begins = usage.leadingWords[..<place]
            for case .success(let other) in usages
            where other.leadingWords.count > place && other.leadingWords[..<place] == begins {
                others.append(other.leadingWords[place])
            }
        }
        return others.reduce(into: []) { unique, other in
            if other != word, !unique.contains(other) { unique.append(other) }
        }
    }
}

extension UsagePart {
    /// The single words of every choice that has this one.
    fileprivate func choices(with word: String) -> [String] {
        switch self {
        case .word, .argument, .option: return []
        case .sequence(let parts), .optional(let parts):
            return parts.flatMap { $0.choices(with: word) }
        case .repeated(let part): return part.choices(with: word)
        case .choice(let parts):
            let words = parts.compactMap { part -> String? in
                if case .word(let word) = part { word } else { nil }
            }
            return (words.contains(word) ? words : []) + parts.flatMap { $0.choices(with: word) }
        }
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
        case count, share, subsystem, server, operation, zone, environment, flag, other

        package init(of name: String, in entry: PlaybookEntry) {
            let does = entry.does
            if name.hasPrefix("-") {
                self = .flag
            } else if name == Resolver.environmentArgument {
                self = .environment
            } else if does.of.contains(name) || does.on == name {
                self = does.verb.isOfOperations ? .operation : .subsystem
            } else if does.servers.contains(name) {
                self = .server
            } else if does.count == name {
                self = .count
            } else if does.zone == name {
                self = .zone
            } else {
                self = does.share == name ? .share : .other
            }
        }

        func names(in fleet: FleetSpec) -> [String] {
            switch self {
            case .subsystem: fleet.subsystems.map(\.name)
            case .operation: fleet.operations.map(\.name)
            case .zone: fleet.zones
            case .environment: [fleet.environment]
            // Too many to be listed: those near to what was typed are known of each field.
            case .server: []
            case .count, .share, .flag, .other: []
            }
        }
    }

    /// The most names that are near to all servers of a line together: each is another effect.
    private static let mostNear = 32

    fileprivate static func serversNamed(in match: Match, of entry: PlaybookEntry) -> Int {
        let values = match.values.filter { Role(of: $0.name, in: entry) == .server }
        return values.reduce(0) { $0 + ($1.text?.split(separator: ",").count ?? 0) }
    }

    /// Each name of a list with commas, as a field of its own.
    ///
    /// - Parameters:
    ///   - value: where the list stands in the line.
    ///   - whole: the same with its option.
    fileprivate static func servers(
        _ name: String, _ option: String?, _ value: Range<Int>, whole: Range<Int>,
        in line: [Unicode.Scalar], of fleet: FleetSpec, among named: Int
    ) -> [LineField] {
        let most = max(1, mostNear / max(named, 1))
        let parts = line[value].split(separator: ",")
        return parts.map { part in
            let text = String(String.UnicodeScalarView(part))
            let range = part.startIndex..<part.endIndex
            // With a comma, of several; the first takes the one behind it.
            let isFirst = part.startIndex == value.lowerBound
            let all =
                isFirst
                ? range.lowerBound..<min(range.upperBound + 1, value.upperBound)
                : range.lowerBound - 1..<range.upperBound
            return LineField(
                name: name, role: .server, option: option, value: range,
                whole: parts.count > 1 ? all : whole,
                known: Array(fleet.serverNames.near(text).prefix(most)))
        }
    }
}
