internal import FumbleDocument

/// Reads what Python's argparse prints: a `usage:` of the whole command, over one line or several, and
/// below it the options with all their names.
struct ArgparseHelp {
    private let help: HelpText
    private let start: Int
    private var words: [(text: String, line: Int)]
    private var next = 0
    private let table: ArgparseTable
    private var choices: [String: [String]] = [:]
    private var isInBrackets = false

    static let mark = "usage:"

    static func read(_ help: HelpText) throws(HelpRefusal) -> HelpedCommand {
        guard let start = help.firstIndex(where: { $0.lowercased().hasPrefix(mark) }) else {
            throw HelpRefusal(diagnostic: help.mistake(at: 0, nil, "no line begins with `usage:`"))
        }
        var reader = ArgparseHelp(help, from: start)
        return try reader.command()
    }

    private init(_ help: HelpText, from start: Int) {
        self.help = help
        self.start = start
        var words: [(String, Int)] = []
        for index in help.lines.indices.dropFirst(start) {
            let line = help.lines[index]
            if index > start, !line.hasPrefix(" ") { break }
            let text = index == start ? String(line.dropFirst(Self.mark.count)) : line
            words += Self.split(text).map { ($0, index) }
        }
        self.words = words
        table = ArgparseTable(help, below: start)
    }

    /// Brackets and bars stand alone.
    private static func split(_ text: String) -> [String] {
        var spaced = ""
        for character in text {
            spaced += "()[]|".contains(character) ? " \(character) " : String(character)
        }
        return spaced.split(separator: " ").map(String.init)
    }

    private mutating func command() throws(HelpRefusal) -> HelpedCommand {
        var command: [String] = []
        while let word = current, Self.isWord(word), isCommand(word, after: command) {
            command.append(word)
            next += 1
        }
        guard !command.isEmpty else {
            throw refusal("`usage:` names no command")
        }
        var elements: [HelpElement] = []
        while current != nil { elements += try element() }
        let left = table.otherNamesOfFlags
        return HelpedCommand(
            words: command, elements: elements, line: start + 1,
            leftOut: left.isEmpty
                ? [] : ["other names of flags (\(left.joined(separator: ", ")))"],
            choices: choices)
    }

    /// The words before the first option are the command; where there is no option, the first alone.
    private func isCommand(_ word: String, after command: [String]) -> Bool {
        command.isEmpty || words[next...].contains { $0.text.hasPrefix("-") }
    }

    private var current: String? { next < words.count ? words[next].text : nil }

    private func refusal(_ message: String, help advice: String? = nil) -> HelpRefusal {
        let place = next < words.count ? words[next] : words.last ?? ("", start)
        return HelpRefusal(
            diagnostic: help.mistake(at: place.line, place.text, message, help: advice))
    }

    /// - Returns: nothing for `-h`, which is no part of what is done.
    private mutating func element() throws(HelpRefusal) -> [HelpElement] {
        guard let word = current else { return [] }
        switch word {
        case "[": return (try group(closedBy: "]") ?? []).map { .optional($0) }
        case "(": return try group(closedBy: ")") ?? []
        case "]", ")", "|": throw refusal("`\(word)` stands where an argument was expected")
        case _ where word.hasPrefix("{"): return [try choice(word)]
        case _ where word.hasPrefix("-"): return try option(word)
        default: return [try positional(word)]
        }
    }

    /// `{billing,index}`, of which one is typed; before `...` they are commands.
    private mutating func choice(_ word: String) throws(HelpRefusal) -> HelpElement {
        let line = words[next].line
        next += 1
        guard current != "...", word.hasSuffix("}") else {
            throw HelpRefusal(
                diagnostic: help.mistake(
                    .helpOfSeveral, at: line, word, "this is the help of several commands",
                    help: "print the help of one of them, such as "
                        + "`\(words[0].text) remove --help`"))
        }
        let name = HelpPositional.nameless(besides: Array(choices.keys))
        choices[name] = Self.choices(in: word)
        return .positional(name, isRepeated: takesMore(of: word))
    }

    private static func choices(in word: String) -> [String] {
        word.dropFirst().dropLast().split(separator: ",").map(String.init)
    }

    /// Passes over `[host ...]` behind `host`.
    private mutating func takesMore(of word: String) -> Bool {
        let isMore =
            next + 3 < words.count && words[next].text == "[" && words[next + 1].text == word
            && words[next + 2].text == "..." && words[next + 3].text == "]"
        if isMore { next += 4 }
        return isMore
    }

    /// What stands in brackets; branches are parted by `|`.
    private mutating func group(closedBy closing: String) throws(HelpRefusal) -> [HelpElement]? {
        let opening = next
        let wasInBrackets = isInBrackets
        isInBrackets = true
        defer { isInBrackets = wasInBrackets }
        next += 1
        var branches: [[HelpElement]] = [[]]
        while let word = current, word != closing {
            if word == "|" {
                next += 1
                branches.append([])
            } else {
                branches[branches.count - 1] += try element()
            }
        }
        guard current == closing else {
            next = opening
            throw refusal("`\(words[opening].text)` is closed nowhere")
        }
        next += 1
        let filled = branches.filter { !$0.isEmpty }
        if filled.count > 1 {
            guard filled.allSatisfy({ $0.count == 1 }) else {
                next = opening
                throw refusal("a branch of this choice has several parts")
            }
            return [.oneOf(filled.map { $0[0] })]
        }
        return filled.first
    }

    private mutating func option(_ word: String) throws(HelpRefusal) -> [HelpElement] {
        let place = words[next].line
        let told = table.entry(of: word)
        let name = told?.name ?? word
        next += 1
        if name == "-h" || name == "--help" { return [] }
        switch told?.values {
        case .several: throw .severalValues(of: name, at: told?.line ?? place, help)
        case .optional: throw .optionalValue(of: name, at: told?.line ?? place, help)
        case nil where isInBrackets && current == "[":
            throw .optionalValue(of: name, at: place, help)
        case nil, .one, .flag: break
        }
        guard let value = current, Self.isWord(value) || value.hasPrefix("{") else {
            return [.option(name, value: nil)]
        }
        next += 1
        let isMore =
            next + 2 < words.count && current == "[" && words[next + 1].text == value
            && words[next + 2].text == "..."
        if isMore || current == "..." || isInBrackets && current.map(Self.isWord) == true {
            throw .severalValues(of: name, at: place, help)
        }
        let argument = Self.isWord(value) ? HelpElement.argument(value) : nil
        let named = argument ?? HelpElement.value(of: name)
        if value.hasPrefix("{") { choices[named] = Self.choices(in: value) }
        return [.option(name, others: told?.names ?? [], value: named)]
    }

    /// `host`, and `host [host ...]` for one or more.
    private mutating func positional(_ word: String) throws(HelpRefusal) -> HelpElement {
        guard let name = HelpElement.argument(word) else {
            throw refusal("`\(word)` is no argument's name")
        }
        next += 1
        if current == "..." {
            next += 1
            return .positional(name, isRepeated: true)
        }
        return .positional(name, isRepeated: takesMore(of: word))
    }

    private static func isWord(_ text: String) -> Bool {
        !text.hasPrefix("-") && !text.hasPrefix("{") && !"()[]|".contains(text) && text != "..."
    }
}
