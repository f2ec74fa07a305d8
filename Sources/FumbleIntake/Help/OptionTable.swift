internal import FumbleDocument

/// The table of options that click and cobra print: one entry over one line or several, its names and
/// the word for its value first, then, after two spaces, what it is for.
struct OptionTable {
    struct Entry {
        /// Of the help text, from 0.
        let line: Int
        /// Names with their dashes, in order; `/`-separated pairs of click apart.
        let names: [String]
        let opposites: [String]
        let value: String?
        let isRequired: Bool
        let isCounted: Bool

        /// Why a usage line of ours cannot have it; nil: it can.
        func refusal(of value: String, _ help: HelpText) -> HelpRefusal? {
            if value.hasSuffix("...") || value.hasSuffix("…") {
                return .severalValues(of: name, at: line, help)
            }
            return value.contains("[=") ? .optionalValue(of: name, at: line, help) : nil
        }
    }

    /// Whose table it is: each has signs of its own.
    enum Writer {
        case click, pflag
    }

    let entries: [Entry]

    private static let requiredMarks = ["[required]", "(required)", "required]"]

    /// - Parameter start: the line of the table's heading; it goes on to a line that is not indented.
    static func read(
        _ help: HelpText, below start: Int, by writer: Writer
    ) throws(HelpRefusal) -> OptionTable {
        var blocks: [(line: Int, text: String)] = []
        for index in help.lines.indices.dropFirst(start + 1) {
            let line = help.lines[index]
            if HelpText.isBlank(line) { continue }
            guard line.hasPrefix(" ") else { break }
            let trimmed = line.drop { $0 == " " }
            let isHead = trimmed.hasPrefix("-") && HelpText.indent(of: line) <= deepestHead
            if isHead {
                blocks.append((index, String(trimmed)))
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].text += "  " + trimmed
            }
        }
        var entries: [Entry] = []
        for block in blocks { entries.append(try entry(block, help, by: writer)) }
        return OptionTable(entries: entries)
    }

    /// Cobra indents a name without a short one by six.
    private static let deepestHead = 6

    private static func entry(
        _ block: (line: Int, text: String), _ help: HelpText, by writer: Writer
    ) throws(HelpRefusal) -> Entry {
        let head =
            block.text.firstRange(of: "  ").map { block.text[..<$0.lowerBound] }
            ?? block.text[...]
        let isRequired = requiredMarks.contains { block.text.contains($0) }
        var names: [String] = []
        var opposites: [String] = []
        var value: [String] = []
        var isOpposite = false
        for word in head.split(separator: " ") {
            let name = word.filter { $0 != "," }
            if word == "/" || word == ";" {
                isOpposite = true
            } else if name.hasPrefix("-") {
                let pair = name.split(separator: "/").map(String.init)
                (isOpposite ? { opposites += pair } : { names += pair.prefix(1) })()
                opposites += isOpposite ? [] : Array(pair.dropFirst())
            } else {
                value.append(String(word))
            }
        }
        guard !names.isEmpty else {
            throw HelpRefusal(
                diagnostic: help.mistake(at: block.line, nil, "this line names no option"))
        }
        var told = value.isEmpty ? nil : value.joined(separator: " ")
        // A flag that counts how often it is typed has no value, and this for a type.
        let isCounted = writer == .pflag && told == counting
        if isCounted { told = nil }
        let entry = Entry(
            line: block.line, names: names, opposites: opposites, value: told,
            isRequired: isRequired, isCounted: isCounted)
        if let told, let refusal = entry.refusal(of: told, help) { throw refusal }
        return entry
    }

    private static let counting = "count"

    /// The words of which one is typed, by the argument.
    var choices: [String: [String]] {
        entries.reduce(into: [:]) { choices, entry in
            guard let value = entry.value, value.contains("|") else { return }
            let words = value.filter { !"[]{}".contains($0) }.split(separator: "|")
            choices[HelpElement.value(of: entry.name)] = words.map(String.init)
        }
    }
}

extension OptionTable.Entry {
    /// The name that is typed: the long one.
    var name: String { names.first { $0.hasPrefix("--") } ?? names[0] }

    var isHelp: Bool { names.contains("--help") || names == ["-h"] || names.contains("--version") }

    /// As usage lines write it.
    var element: HelpElement {
        let own = HelpElement.option(
            name, others: names, value: value.map { _ in HelpElement.value(of: name) })
        if isCounted { return .repeated(.optional(own)) }
        let opposite = opposites.first { $0.hasPrefix("--") }
        let both = opposite.map { HelpElement.oneOf([own, .option($0, value: nil)]) } ?? own
        return isRequired ? both : .optional(both)
    }
}
