import FumbleDocument

/// An argument that is told by its place: `HOST`, `[HOST]`, `HOST...`, `<host>`, `[host...]`, and
/// `{a|b}`, of which one is typed.
struct HelpPositional {
    let element: HelpElement
    let name: String
    /// The words of which one is typed; empty: any word.
    let choices: [String]

    static func isWord(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("0"..."9").contains($0)
                || "_-./".unicodeScalars.contains($0)
        }
    }

    /// - Parameter taken: the arguments before it; one without a name gets another than these.
    init(
        _ word: String, at line: Int, of help: HelpText, after taken: [HelpPositional]
    ) throws(HelpRefusal) {
        // docopt's own form: read as arguments told by their places, options would refuse right lines.
        guard !["[-", "(-", "-"].contains(where: word.hasPrefix) else {
            throw HelpRefusal(
                diagnostic: help.mistake(
                    at: line, word,
                    "`\(word)` is an option, and this form of help tells them in a table",
                    help: "write the line by hand: `--usage 'TOOL COMMAND SERVICE --count COUNT'`"))
        }
        let isRepeated = word.contains("...") || word.contains("…")
        let bare = word.filter { !"[]<>{}.…".contains($0) }
        choices = bare.contains("|") ? bare.split(separator: "|").map(String.init) : []
        // click 7 writes a choice as `[a|b]`, and one that may be left out as `[[a|b]]`.
        let inner = word.dropFirst().first
        let isOptional =
            word.hasPrefix("[") && (choices.isEmpty || inner == "[" || inner == "{")
        let named =
            choices.isEmpty
            ? HelpElement.argument(bare)
            : Self.nameless(besides: taken.map(\.name))
        guard let named else {
            throw HelpRefusal(
                diagnostic: help.mistake(at: line, word, "`\(word)` is no argument's name"))
        }
        name = named
        let element = HelpElement.positional(named, isRepeated: isRepeated)
        self.element = isOptional ? .optional(element) : element
    }

    /// What a choice is called, whose help tells its words alone.
    static func nameless(besides taken: [String]) -> String {
        let usual = "CHOICE"
        var name = usual
        var number = 2
        while taken.contains(name) {
            name = "\(usual)-\(number)"
            number += 1
        }
        return name
    }
}

extension [HelpPositional] {
    var choices: [String: [String]] {
        reduce(into: [:]) { choices, positional in
            if !positional.choices.isEmpty { choices[positional.name] = positional.choices }
        }
    }
}
