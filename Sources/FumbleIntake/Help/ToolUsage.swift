internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// How a team's own tool is typed, in the grammar of our usage lines, and where that was read.
package struct ToolUsage: Sendable {
    package let text: String
    /// What the reader should know: where it comes from, and what it leaves out.
    package let notes: [String]
    let usage: Usage
    /// The words of which one is typed, by the argument, where the help tells them.
    let choices: [String: [String]]

    init(
        text: String, notes: [String], usage: Usage, choices: [String: [String]] = [:]
    ) {
        self.text = text
        self.notes = notes
        self.usage = usage
        self.choices = choices
    }

    /// The same with something more that the reader should know.
    package func noting(_ note: String) -> ToolUsage {
        ToolUsage(text: text, notes: notes + [note], usage: usage, choices: choices)
    }

    /// Written by hand.
    package static func line(_ text: String, at place: String) -> Result<ToolUsage, IntakeMistakes>
    {
        var diagnostics = Diagnostics()
        let start = SourcePosition(file: place, line: 1, column: 1)
        let usage = parsed(text, diagnostics: &diagnostics) { error in
            let from = start.advanced(by: error.offset)
            return SourceSpan(start: from, end: from.advanced(by: max(error.length, 1)))
        }
        if usage != nil, let word = untold(in: text) {
            diagnostics.report(
                .usageSyntax, at: Self.place(of: word, in: text, from: start),
                "`\(word)` stands for options that are not told here",
                help: "write each of them, such as `[--force]`, or have the tool's own help read: "
                    + "`--help-text`")
        }
        let source = SourceText(file: place, text: text)
        guard let usage, diagnostics.isEmpty else {
            return .failure(IntakeMistakes(diagnostics: diagnostics, source: source))
        }
        return .success(ToolUsage(text: text, notes: [], usage: usage))
    }

    /// What help texts write in the place of options.
    private static func untold(in text: String) -> String? {
        ["[OPTIONS]", "[options]", "[FLAGS]", "[flags]", "OPTIONS", "FLAGS"].first { word in
            text.split(separator: " ").contains { $0 == word || $0 == word + "..." }
        }
    }

    /// Where a word first stands in a text of one line.
    static func place(
        of word: String, in text: String, from start: SourcePosition
    ) -> SourceSpan {
        let before = text.firstRange(of: word).map { text[..<$0.lowerBound] } ?? ""
        let from = start.advanced(by: before.unicodeScalars.count)
        return SourceSpan(start: from, end: from.advanced(by: max(word.unicodeScalars.count, 1)))
    }

    /// From a help text of argparse, click or cobra; whose it is, its usage line says.
    package static func helpText(
        _ bytes: [UInt8], file: String
    ) -> Result<ToolUsage, IntakeMistakes> {
        read(bytes, file: file, what: "a help text") { text, diagnostics in
            let help = HelpText(text, file: file)
            do throws(HelpRefusal) {
                return try command(help)
            } catch {
                diagnostics.report(error.diagnostic)
                return nil
            }
        }
    }

    /// From what a command of Swift's ArgumentParser prints for `--experimental-dump-help`.
    ///
    /// - Parameter path: the subcommand, such as `["remove"]`.
    package static func dump(
        _ bytes: [UInt8], file: String, path: [String]
    ) -> Result<ToolUsage, IntakeMistakes> {
        read(bytes, file: file, what: "a dump of a command's help") { _, diagnostics in
            ArgumentParserDump.read(bytes, file: file, path: path, diagnostics: &diagnostics)
        }
    }

    /// Argparse says `usage:`, click `Usage: ` and the command, cobra `Usage:` alone.
    private static func command(_ help: HelpText) throws(HelpRefusal) -> HelpedCommand {
        let heads = [ArgparseHelp.mark, ClickHelp.mark, CobraHelp.mark]
        let found = help.lines.firstIndex { line in heads.contains { line.hasPrefix($0) } }
        guard let found else {
            throw HelpRefusal(
                diagnostic: help.mistake(
                    at: 0, nil, "no line begins with `usage:` or `Usage:`",
                    help: "argparse, click and cobra are read; write any other tool's line by "
                        + "hand, with `--usage`"))
        }
        let line = help.lines[found]
        if line.hasPrefix(ArgparseHelp.mark) { return try ArgparseHelp.read(help) }
        let isAlone = HelpText.isBlank(String(line.dropFirst(CobraHelp.mark.count)))
        return isAlone ? try CobraHelp.read(help) : try ClickHelp.read(help)
    }

    private static func read(
        _ bytes: [UInt8], file: String, what: String,
        _ body: (String, inout Diagnostics) -> HelpedCommand?
    ) -> Result<ToolUsage, IntakeMistakes> {
        var diagnostics = Diagnostics()
        let source = SourceText(file: file, bytes: bytes)
        let text = IntakeSource.text(bytes, file: file, what: what, diagnostics: &diagnostics)
        guard let text, let command = body(text, &diagnostics), diagnostics.isEmpty else {
            return .failure(IntakeMistakes(diagnostics: diagnostics, source: source))
        }
        let written = command.usage
        let usage = parsed(written, diagnostics: &diagnostics) { _ in
            let start = SourcePosition(file: file, line: command.line, column: 1)
            let length = source.line(command.line)?.unicodeScalars.count ?? 1
            return SourceSpan(start: start, end: start.advanced(by: max(length, 1)))
        }
        guard let usage else {
            return .failure(IntakeMistakes(diagnostics: diagnostics, source: source))
        }
        let from = "read from \(file), line \(command.line)"
        return .success(
            ToolUsage(
                text: written,
                notes: [from] + command.leftOut.map { "left out: \($0)" }
                    + command.choices.sorted { $0.key < $1.key }
                    .filter { usage.arguments.contains($0.key) }
                    .map { "\($0.key) is one of \($0.value.joined(separator: ", "))" },
                usage: usage, choices: command.choices))
    }

    private static func parsed(
        _ text: String, diagnostics: inout Diagnostics, place: (UsageError) -> SourceSpan
    ) -> Usage? {
        do throws(UsageError) {
            return try Usage.parse(text)
        } catch {
            diagnostics.report(
                .usageSyntax, at: place(error),
                "no usage line comes of `\(text)`: \(error.message)",
                help: error.help ?? "write it by hand, with `--usage`")
            return nil
        }
    }
}
