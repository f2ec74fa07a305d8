internal import FumbleDocument

/// Reads what Python's click prints: `Usage: tool remove [OPTIONS] HOST...` and a table `Options:`.
enum ClickHelp {
    static let mark = "Usage: "

    static func read(_ help: HelpText) throws(HelpRefusal) -> HelpedCommand {
        let start = help.firstIndex { $0.hasPrefix(mark) } ?? 0
        let line = help.lines[start].dropFirst(mark.count)
        var words: [String] = []
        var positionals: [HelpElement] = []
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
                positionals.append(try HelpPositional.read(word, at: start, of: help))
            }
        }
        guard !words.isEmpty else {
            throw HelpRefusal(diagnostic: help.mistake(at: start, nil, "`Usage:` names no command"))
        }
        guard let heading = help.firstIndex(where: { $0.hasPrefix("Options:") }) else {
            return HelpedCommand(
                words: words, elements: positionals, line: start + 1, leftOut: [])
        }
        let table = try OptionTable.read(help, below: heading)
        return HelpedCommand(
            words: words, elements: table.elements + positionals, line: start + 1,
            leftOut: table.leftOut)
    }
}

extension OptionTable {
    var elements: [HelpElement] { entries.filter { !$0.isHelp }.map(\.element) }

    /// What a usage line of ours does without.
    var leftOut: [String] {
        let short = entries.filter { !$0.isHelp && $0.names.count > 1 }.flatMap { entry in
            entry.names.filter { $0 != entry.name }
        }
        return short.isEmpty ? [] : ["other names of options (\(short.joined(separator: ", ")))"]
    }
}

/// An argument that is told by its place: `HOST`, `[HOST]`, `HOST...`, `<host>`, `[host...]`.
enum HelpPositional {
    static func isWord(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("0"..."9").contains($0)
                || "_-./".unicodeScalars.contains($0)
        }
    }

    static func read(
        _ word: String, at line: Int, of help: HelpText
    ) throws(HelpRefusal) -> HelpElement {
        let isRepeated = word.contains("...") || word.contains("…")
        let isOptional = word.hasPrefix("[")
        guard let name = HelpElement.argument(word.filter { !"[]<>.".contains($0) }) else {
            throw HelpRefusal(
                diagnostic: help.mistake(at: line, word, "`\(word)` is no argument's name"))
        }
        let element = HelpElement.positional(name, isRepeated: isRepeated)
        return isOptional ? .optional(element) : element
    }
}
