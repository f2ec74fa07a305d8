/// One thing that can be typed after the words of a command, as a help text tells of it.
indirect enum HelpElement: Sendable, Hashable {
    /// Told by its place; the name as our usage lines write it.
    case positional(String, isRepeated: Bool)
    /// With its dashes; no value: a flag.
    case option(String, value: String?)
    case optional(HelpElement)
    case repeated(HelpElement)
    case oneOf([HelpElement])

    /// An option that goes by several names: with a value it is one argument under all of them.
    ///
    /// A flag goes by one, since each name of a flag would be a flag of its own.
    static func option(_ name: String, others: [String], value: String?) -> HelpElement {
        let own = HelpElement.option(name, value: value)
        guard let value else { return own }
        let more = others.filter { $0 != name && isTypable($0) }
        return more.isEmpty ? own : .oneOf([own] + more.map { .option($0, value: value) })
    }

    /// Whether usage lines have options of such a name: `--name`, or one letter.
    static func isTypable(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        return name.hasPrefix("--") && scalars.count > 2
            || scalars.count == 2 && scalars[1].properties.isAlphabetic && scalars[1].isASCII
    }

    /// As a usage line writes it.
    var text: String {
        switch self {
        case .positional(let name, let isRepeated): isRepeated ? "\(name)..." : name
        case .option(let name, let value): value.map { "\(name) \($0)" } ?? name
        case .optional(let element): "[\(element.text)]"
        case .repeated(let element): "\(element.text)..."
        case .oneOf(let elements): "(\(elements.map(\.text).joined(separator: " | ")))"
        }
    }

    /// The name of an argument as usage lines write it: `dry_run` is `DRY_RUN`, `<host-name>` is
    /// `HOST-NAME`; nil where no letter is left.
    static func argument(_ text: some StringProtocol) -> String? {
        let kept = text.uppercased().unicodeScalars.filter {
            ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
        }
        var name = String(String.UnicodeScalarView(kept))
        while let first = name.unicodeScalars.first, !("A"..."Z").contains(first) {
            name.unicodeScalars.removeFirst()
        }
        while name.hasSuffix("-") || name.hasSuffix("_") { name.removeLast() }
        return name.isEmpty ? nil : name
    }

    /// The argument of an option: named for the option, since type words (`TEXT`, `int`) say nothing.
    static func value(of option: String) -> String {
        argument(option.drop { $0 == "-" }) ?? "VALUE"
    }
}

/// A command as its help text tells of it.
struct HelpedCommand: Sendable {
    let words: [String]
    let elements: [HelpElement]
    /// The line of the help text, counted from 1, that tells how it is typed.
    let line: Int
    /// What a usage line of ours leaves out, in words.
    let leftOut: [String]
    /// The words of which one is typed, by the argument.
    let choices: [String: [String]]

    init(
        words: [String], elements: [HelpElement], line: Int, leftOut: [String],
        choices: [String: [String]] = [:]
    ) {
        let done = elements.compactMap(\.withoutRehearsal)
        let dropped = elements.flatMap(\.rehearsals)
        self.words = words
        self.elements = done
        self.line = line
        self.leftOut =
            leftOut
            + dropped.map { "`\($0)`: a line with it does nothing, which `does` cannot say" }
        self.choices = choices
    }

    var usage: String { (words + elements.map(\.text)).joined(separator: " ") }
}
