/// The options as argparse tells them below its usage, with all their names and values.
struct ArgparseTable {
    struct Entry {
        /// Of the help text, from 0.
        let line: Int
        /// With their dashes.
        let names: [String]
        let values: Values

        /// The one that is typed: the long one.
        var name: String { names.first { $0.hasPrefix("--") } ?? names[0] }
    }

    enum Values {
        case flag, one, several
        /// It is typed with a value or without one.
        case optional
    }

    private let entries: [Entry]

    /// - Parameter start: the line of the usage.
    init(_ help: HelpText, below start: Int) {
        entries = help.lines.indices.dropFirst(start + 1).compactMap { index in
            let line = help.lines[index]
            return line.hasPrefix("  -") ? Self.entry(line.dropFirst(2), at: index) : nil
        }
    }

    func entry(of name: String) -> Entry? { entries.first { $0.names.contains(name) } }

    var otherNamesOfFlags: [String] {
        entries.flatMap { entry in
            entry.values == .flag && entry.name != "--help"
                ? entry.names.filter { $0 != entry.name } : []
        }
    }

    /// `-n COUNT, --count COUNT  how many`, or `-n, --count COUNT`.
    private static func entry(_ text: Substring, at line: Int) -> Entry? {
        let head = text.firstRange(of: "  ").map { text[..<$0.lowerBound] } ?? text
        var names: [String] = []
        var values: [Substring] = []
        for word in head.split(separator: " ") {
            if word.hasPrefix("-") {
                names.append(String(word.filter { $0 != "," }))
                values = []
            } else {
                values.append(word)
            }
        }
        guard !names.isEmpty else { return nil }
        return Entry(line: line, names: names, values: kind(of: values))
    }

    private static func kind(of values: [Substring]) -> Values {
        guard let first = values.first else { return .flag }
        if values.contains(where: { $0.contains("...") }) { return .several }
        if first.hasPrefix("[") { return .optional }
        return values.count > 1 ? .several : .one
    }
}
