internal import FumbleDocument

/// Reads what Python's click prints: `Usage: tool remove [OPTIONS] HOST...` and a table `Options:`.
enum ClickHelp {
    static let mark = "Usage: "

    static func read(_ help: HelpText) throws(HelpRefusal) -> HelpedCommand {
        let start = help.firstIndex { $0.hasPrefix(mark) } ?? 0
        let line = help.lines[start].dropFirst(mark.count)
        var words: [String] = []
        var positionals: [HelpPositional] = []
        var hasOptions = false
        for word in line.split(separator: " ").map(String.init) {
            if word == "[OPTIONS]" {
                hasOptions = true
            } else if word == "COMMAND" || word.hasPrefix("COMMAND1") {
                throw HelpRefusal(
                    diagnostic: help.mistake(
                        .helpOfSeveral, at: start, word, "this is the help of several commands",
                        help: "print the help of one of them: "
                            + "`\(words.joined(separator: " ")) COMMAND --help`"))
            } else if !hasOptions, HelpPositional.isWord(word) {
                words.append(word)
            } else {
                positionals.append(
                    try HelpPositional(word, at: start, of: help, after: positionals))
            }
        }
        guard !words.isEmpty else {
            throw HelpRefusal(diagnostic: help.mistake(at: start, nil, "`Usage:` names no command"))
        }
        guard let heading = help.firstIndex(where: { $0.hasPrefix("Options:") }) else {
            return HelpedCommand(
                words: words, elements: positionals.map(\.element), line: start + 1, leftOut: [],
                choices: positionals.choices)
        }
        let table = try OptionTable.read(help, below: heading, by: .click)
        return HelpedCommand(
            words: words, elements: table.elements + positionals.map(\.element), line: start + 1,
            leftOut: table.leftOut, choices: table.choices.merging(positionals.choices) { $1 })
    }
}

extension OptionTable {
    var elements: [HelpElement] { entries.filter { !$0.isHelp }.map(\.element) }

    /// What a usage line of ours does without.
    var leftOut: [String] {
        let short = entries.filter { !$0.isHelp && $0.value == nil }.flatMap { entry in
            entry.names.filter { $0 != entry.name }
        }
        return short.isEmpty ? [] : ["other names of flags (\(short.joined(separator: ", ")))"]
    }
}
