internal import FumbleModel

/// Says in fumble's words what libyaml stumbled over.
struct YAMLProblemText {
    let problem: YAMLProblem
    let source: SourceText
    let body: ArraySlice<UInt8>

    var diagnostic: Diagnostic {
        if let offset = problem.byteOffset { return controlCharacter(at: offset) }
        if let tab = leadingTab { return tab }
        if let open = neverClosed { return open }
        if isDeeperThanBefore { return indentation }
        if let key = keyWithoutColon { return key }
        let words = Self.words(for: problem.problem)
        return Diagnostic(
            words.code, at: place(problem.mark), words.message, help: words.help, related: related)
    }

    private func controlCharacter(at offset: Int) -> Diagnostic {
        let bytes = Array(body)
        let span = CharacterScan.span(of: offset, in: bytes, file: source.file)
        return Diagnostic(
            .yamlSyntax, at: span, "a control character cannot stand in a file",
            help: "remove it, or write it as `\\x..` in double quotes")
    }

    /// A tab among the spaces that begin the line of the problem, or the one before it.
    private var leadingTab: Diagnostic? {
        for number in [problem.mark.line + 1, problem.mark.line] {
            guard let line = source.line(number) else { continue }
            let indent = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }
            guard let tab = Array(indent).firstIndex(of: "\t") else { continue }
            return Diagnostic(
                .yamlTab, at: place(YAMLMark(line: number - 1, column: tab)),
                "a tab cannot indent a line", help: "indent with spaces")
        }
        return nil
    }

    /// A bracket or quotation mark that is still open where the file ends: the end says nothing.
    private var neverClosed: Diagnostic? {
        guard source.line(problem.mark.line + 1) ?? "" == "",
            source.line(problem.mark.line + 2) == nil,
            let context = problem.context, let closing = Self.closings[context]
        else { return nil }
        return Diagnostic(
            .yamlSyntax, at: place(problem.contextMark), "this is open to the end of the file",
            help: "close it with \(closing)")
    }

    /// A line that is only a word, before one that is `key: value`: two lines of one value to YAML.
    private var keyWithoutColon: Diagnostic? {
        let number: Int
        if problem.problem == "could not find expected ':'" {
            number = problem.contextMark.line + 1
        } else if problem.problem.hasPrefix("mapping values are not allowed") {
            number = problem.mark.line
        } else {
            return nil
        }
        guard let indent = indent(of: number), let line = source.line(number), !line.contains(":")
        else { return nil }
        return Diagnostic(
            .yamlSyntax, at: place(YAMLMark(line: number - 1, column: indent)),
            "a `:` is missing in this line", help: "write `key: value`, with a space after the `:`")
    }

    private var indentation: Diagnostic {
        let indent = indent(of: problem.mark.line + 1) ?? 0
        let mark = YAMLMark(line: problem.mark.line, column: indent)
        return Diagnostic(
            .yamlIndentation, at: place(mark),
            "the indentation of this line fits nothing above it",
            help: "indent the fields of one mapping alike", related: related)
    }

    /// Whether the line of the problem does not fit the lines before it, by its indentation alone.
    private var isDeeperThanBefore: Bool {
        let complaints = [
            "did not find expected key", "mapping values are not allowed in this context",
            "did not find expected '-' indicator",
        ]
        guard complaints.contains(problem.problem) else { return false }
        guard let here = indent(of: problem.mark.line + 1) else { return false }
        if problem.problem != complaints[1] { return here == problem.mark.column }
        var number = problem.mark.line
        while number >= 1 {
            if let before = indent(of: number) { return here > before }
            number -= 1
        }
        return false
    }

    /// The spaces before the first character of a line; nil for a blank line or a comment.
    private func indent(of number: Int) -> Int? {
        guard let line = source.line(number) else { return nil }
        let spaces = line.unicodeScalars.prefix { $0 == " " }.count
        let next = line.unicodeScalars.dropFirst(spaces).first
        return next == nil || next == "#" ? nil : spaces
    }

    private var related: [Diagnostic.Related] {
        guard let context = problem.context, let words = Self.contexts[context] else { return [] }
        return [Diagnostic.Related(at: place(problem.contextMark), words)]
    }

    private func place(_ mark: YAMLMark) -> SourceSpan {
        let end = YAMLMark(line: mark.line, column: mark.column + 1)
        return SourceSpan(start: mark.position(in: source.file), end: end.position(in: source.file))
    }

    private struct Words {
        let code: DiagnosticCode
        let message: String
        let help: String?
    }

    private static let contexts = [
        "while parsing a block mapping": "the mapping begins here",
        "while parsing a block collection": "the list begins here",
        "while parsing a flow mapping": "the `{` is here",
        "while parsing a flow sequence": "the `[` is here",
        "while scanning a quoted scalar": "the quotation mark is here",
        "while scanning a simple key": "the word begins here",
    ]

    private static let closings = [
        "while parsing a flow mapping": "`}`",
        "while parsing a flow sequence": "`]`",
        "while scanning a quoted scalar": "the same quotation mark",
    ]

    /// libyaml's own words where it says something rare: they are better than none.
    private static func words(for problem: String) -> Words {
        let known = phrases.first { problem.hasPrefix($0.0) }
        return known?.1
            ?? Words(code: .yamlSyntax, message: "this is not YAML: \(problem)", help: nil)
    }

    private static let phrases: [(String, Words)] = [
        (
            "found character that cannot start any token",
            Words(
                code: .yamlSyntax, message: "no value can begin with this character",
                help: "put the value in quotation marks")
        ),
        (
            "mapping values are not allowed",
            Words(
                code: .yamlSyntax, message: "a `:` cannot stand inside a value",
                help: "put the value in quotation marks, or the second key on a line of its own")
        ),
        (
            "block sequence entries are not allowed",
            Words(
                code: .yamlSyntax, message: "a list cannot begin here",
                help: "put the `-` on a line of its own")
        ),
        (
            "could not find expected ':'",
            Words(
                code: .yamlSyntax, message: "a `:` is missing after a key",
                help: "write `key: value`, with a space after the `:`")
        ),
        (
            "found unexpected end of stream",
            Words(
                code: .yamlSyntax, message: "the file ends inside quotation marks",
                help: "close the quotation mark")
        ),
        (
            "found unknown escape character",
            Words(
                code: .yamlSyntax, message: "there is no such escape in double quotes",
                help: "write `\\\\` for a backslash, or use single quotes")
        ),
        (
            "did not find expected key",
            Words(code: .yamlSyntax, message: "a key is expected here", help: nil)
        ),
        (
            "did not find expected '-' indicator",
            Words(code: .yamlSyntax, message: "a `-` is expected here", help: nil)
        ),
        (
            "did not find expected ',' or ']'",
            Words(code: .yamlSyntax, message: "a `,` or `]` is missing before this", help: nil)
        ),
        (
            "did not find expected ',' or '}'",
            Words(code: .yamlSyntax, message: "a `,` or `}` is missing before this", help: nil)
        ),
        (
            "did not find expected node content",
            Words(code: .yamlSyntax, message: "a value is missing before this", help: nil)
        ),
        (
            "found a tab character",
            Words(
                code: .yamlTab, message: "a tab cannot indent a line", help: "indent with spaces")
        ),
        (
            "found incompatible YAML document",
            Words(
                code: .yamlDirective, message: "files are YAML 1.2",
                help: "leave the directive out")
        ),
        (
            "found undefined tag handle",
            Words(code: .yamlTag, message: "tags are not read", help: "leave the tag out")
        ),
        (
            "did not find expected <document start>",
            Words(
                code: .yamlSyntax, message: "nothing can follow the end of the document",
                help: "is a field less indented than it should be?")
        ),
    ]
}
