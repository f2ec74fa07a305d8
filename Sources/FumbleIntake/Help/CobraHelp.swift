internal import FumbleDocument

/// Reads what Go's cobra prints: `Usage:` above `  tool remove HOST [flags]`, and tables `Flags:` and
/// `Global Flags:`.
///
/// It does not say which flags are required, unless their text does: `(required)`.
enum CobraHelp {
    static let mark = "Usage:"

    static func read(_ help: HelpText) throws(HelpRefusal) -> HelpedCommand {
        let start = help.firstIndex { $0.hasPrefix(mark) } ?? 0
        let lines = usageLines(of: help, below: start)
        guard let place = lines.first else {
            throw HelpRefusal(
                diagnostic: help.mistake(at: start, nil, "no usage line stands below `Usage:`"))
        }
        let isGroup = help.lines.contains { $0.hasPrefix("Available Commands:") }
        guard let own = lines.first(where: { !help.lines[$0].contains("[command]") }), !isGroup
        else {
            throw HelpRefusal(
                diagnostic: help.mistake(
                    .helpOfSeveral, at: place, "[command]", "this is the help of several commands",
                    help: "print the help of one of them"))
        }
        // kubectl's own form: a usage without its flags would refuse lines that are right.
        guard !help.lines[own].contains("[options]") else {
            throw HelpRefusal(
                diagnostic: help.mistake(
                    at: own, "[options]", "the options of this help have a form of their own",
                    help: "write the line by hand: `--usage 'TOOL COMMAND SERVICE --count COUNT'`"))
        }
        var words: [String] = []
        var positionals: [HelpPositional] = []
        for word in help.lines[own].split(separator: " ").map(String.init) where word != "[flags]" {
            if positionals.isEmpty, HelpPositional.isWord(word) {
                words.append(word)
            } else {
                positionals.append(
                    try HelpPositional(word, at: own, of: help, after: positionals))
            }
        }
        guard !words.isEmpty else {
            throw HelpRefusal(diagnostic: help.mistake(at: own, nil, "no command is named here"))
        }
        var elements: [HelpElement] = []
        var leftOut: [String] = []
        for heading in ["Flags:", "Global Flags:"] {
            guard let line = help.firstIndex(where: { $0.hasPrefix(heading) }) else { continue }
            let table = try OptionTable.read(help, below: line, by: .pflag)
            elements += table.elements
            leftOut += table.leftOut
        }
        return HelpedCommand(
            words: words, elements: elements + positionals.map(\.element), line: own + 1,
            leftOut: leftOut, choices: positionals.choices)
    }

    private static func usageLines(of help: HelpText, below start: Int) -> [Int] {
        var lines: [Int] = []
        for index in help.lines.indices.dropFirst(start + 1) {
            let line = help.lines[index]
            guard line.hasPrefix(" "), !HelpText.isBlank(line) else { break }
            lines.append(index)
        }
        return lines
    }
}
