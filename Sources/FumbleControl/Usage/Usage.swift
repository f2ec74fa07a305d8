package import FumbleModel

/// The grammar of one command, read from the usage line that people are shown.
///
///     fleetctl remove --env ENV --subsystem SUBSYSTEM --count COUNT [--force]
///
/// Words in small letters are typed as they stand, and the first is the command's name; `CAPITALS`
/// are arguments. `--count COUNT` and `--count=COUNT` are the same option; an option that no
/// argument follows is a flag. Options stand anywhere in a line, in any order. `[a b]`: each may be
/// left out by itself; `[(a b)]`: only both. `(a | b)`: one of them. `a...`: once or more.
package struct Usage: Sendable, Hashable {
    /// The usage line as it was written.
    package let text: String
    /// Names of the arguments, in order: what `does:` may fill its slots with.
    package let arguments: [String]
    /// Options without a value, with their dashes, in order: what `skips:` may name.
    package let flags: [String]
    let root: UsagePart
    let options: [UsageOption]
    let repeatable: [String]
    /// Arguments and flags together, in the order of the usage line.
    let names: [String]
    /// The literal words with which every line of this usage begins.
    let leadingWords: [String]

    /// The most words, arguments and options of one usage line.
    package static let mostElements = 128

    package static func parse(_ text: String) throws(UsageError) -> Usage {
        var parser = UsageParser(text)
        let root = try parser.parse()
        let leaves = root.leaves
        guard leaves.count <= mostElements else {
            throw UsageError(
                offset: 0, length: text.unicodeScalars.count,
                message: "the usage has \(leaves.count) elements, and \(mostElements) is the most",
                help: nil)
        }
        try checkValues(of: leaves, in: text)
        return Usage(text: text, root: root, leaves: leaves)
    }

    /// Reads a typed line.
    ///
    /// Strict: every option is known and typed once, every value is there, nothing is left over.
    /// Lenient: what is missing or blank is nil, which means all; unknown options and further words
    /// are ignored; an option may be cut short while only one begins so; of one typed twice, the
    /// last counts.
    package func match(_ line: String, parsing: PlaybookEntry.Parsing) throws(LineError) -> Match {
        let words = try LineWords.split(line, parsing: parsing)
        let typed = try LineOptions.read(words, of: self, parsing: parsing)
        var matcher = LineMatcher(self, typed, end: line.unicodeScalars.count, parsing: parsing)
        return try matcher.match()
    }

    /// With how many of its leading words a line begins.
    func leadingWords(of line: String) -> Int {
        guard let words = try? LineWords.split(line, parsing: .lenient) else { return 0 }
        return zip(leadingWords, words).prefix { $0 == $1.text }.count
    }

    private init(text: String, root: UsagePart, leaves: [UsagePart]) {
        var arguments: [String] = []
        var options: [UsageOption] = []
        var names: [String] = []
        for leaf in leaves {
            let name: String
            switch leaf {
            case .argument(let argument): name = argument
            case .option(let option):
                name = option.value ?? option.name
                if !options.contains(option) { options.append(option) }
            case .word, .sequence, .optional, .choice, .repeated: continue
            }
            if names.contains(name) { continue }
            names.append(name)
            if !name.hasPrefix("-") { arguments.append(name) }
        }
        self.text = text
        self.root = root
        self.arguments = arguments
        self.flags = names.filter { $0.hasPrefix("-") }
        self.options = options
        self.repeatable = root.repeatable()
        self.names = names
        self.leadingWords = Self.leadingWords(of: root)
    }

    private static func leadingWords(of root: UsagePart) -> [String] {
        let parts: [UsagePart]
        if case .sequence(let all) = root { parts = all } else { parts = [root] }
        var words: [String] = []
        for part in parts {
            guard case .word(let word) = part else { break }
            words.append(word)
        }
        return words
    }

    /// The option by which a value was typed, where it has several: `(--count N | -n N)`; of a value
    /// that is told by its place, nil.
    func option(of value: Match.Value, in words: [LineWord]) -> UsageOption? {
        let fits = options.filter { ($0.value ?? $0.name) == value.name }
        guard fits.count > 1 else { return fits.first }
        let place = words.firstIndex { $0.offset == value.offset }
        let typed = place.map { words[$0].text } ?? ""
        let before = place.map { $0 > 0 ? words[$0 - 1].text : "" } ?? ""
        return fits.first { typed.hasPrefix("\($0.name)=") || before == $0.name } ?? fits.first
    }

    /// The literal words of each choice of which one branch is typed.
    package var wordChoices: [[String]] { root.wordChoices }

    /// The first option with a value, with its dashes, of which something holds; nil: of none.
    package func option(
        where holds: (_ name: String, _ value: String) -> Bool
    ) -> (name: String, value: String)? {
        options.lazy.compactMap { option in option.value.map { (option.name, $0) } }
            .first { holds($0.0, $0.1) }
    }

    /// The arguments without which no line is complete.
    package var requiredArguments: [String] { root.required }

    /// Branches of a choice may share an option, but not with different values.
    private static func checkValues(of leaves: [UsagePart], in text: String) throws(UsageError) {
        var values: [String: UsageOption] = [:]
        for case .option(let option) in leaves {
            if let other = values[option.name], other != option {
                throw UsageError(
                    offset: 0, length: text.unicodeScalars.count,
                    message: "`\(option.name)` is written both as `\(other.text)` and as "
                        + "`\(option.text)`",
                    help: "an option has the same value wherever it stands")
            }
            values[option.name] = option
        }
    }
}
