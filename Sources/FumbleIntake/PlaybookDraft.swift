internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// A playbook entry made of a usage line: what the line does is guessed from its words, and said so.
package struct PlaybookDraft: Sendable {
    let tool: ToolUsage
    let verb: VerbName
    let whom: Whom
    let ignored: [String]
    /// What the reader must know to be a guess, a sentence each.
    package let guesses: [String]

    /// What says which servers a line is about.
    enum Whom: Sendable, Hashable {
        /// The subsystem: an argument, or the name of one. How many, as `count` is written: `COUNT`,
        /// `PERCENT%`, `1`, `50%`. The argument that names the zone; nil: none does.
        case counted(subsystem: String, count: String, zone: String?)
        /// The argument that names them.
        case named(String)
    }

    /// Whether a line names the servers it is about, so that the fleet's file must.
    package var namesServers: Bool { if case .named = whom { true } else { false } }

    /// - Parameters:
    ///   - actsOn: the argument that names the subsystem, where its name does not tell.
    ///   - howMany: the argument that says how many servers, or a number, a share or `all`.
    ///   - known: subsystems of the fleet, the largest first; empty: there is no fleet yet.
    ///   - zones: zones of the fleet; nil: there is no fleet yet.
    package static func of(
        _ tool: ToolUsage, actsOn: String?, howMany: String?, known: [String],
        zones: [String]? = nil
    ) -> Result<PlaybookDraft, IntakeMistakes> {
        var diagnostics = Diagnostics()
        let arguments = tool.usage.arguments
        let named = [actsOn, howMany.flatMap { isAmount($0) ? nil : $0 }].compactMap { $0 }
        for name in named where !arguments.contains(name) {
            diagnostics.reportUnknown(
                .unknownPlaceholder, "argument in the usage line called", name,
                at: span(of: nil, in: tool.text), among: arguments)
        }
        let roles = ArgumentRoles(
            of: tool, actsOn: actsOn, howMany: howMany, known: known, zones: zones)
        for question in diagnostics.isEmpty ? roles.questions : [] {
            diagnostics.report(
                .unknownPlaceholder, at: span(of: question.argument, in: tool.text),
                question.message, help: question.help)
        }
        guard diagnostics.isEmpty, let whom = Whom(roles) else {
            let source = SourceText(file: place, text: tool.text)
            return .failure(IntakeMistakes(diagnostics: diagnostics, source: source))
        }
        let words = tool.text.split(separator: " ").map(String.init)
        let verb = CommandWords.verb(of: words)
        return .success(
            PlaybookDraft(
                tool: tool, verb: verb, whom: whom, ignored: roles.ignored.map(\.name),
                guesses: guesses(of: roles, tool)))
    }

    /// What messages call a usage line that stands in no file.
    package static let place = "usage"

    /// A number of servers, a share of them, or all.
    private static func isAmount(_ text: String) -> Bool {
        let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
        let isNumber = Int(digits).map { $0 > 0 && !digits.hasPrefix("+") } ?? false
        return text == "all" || isNumber && !digits.hasPrefix("0")
    }

    private static func span(of argument: String?, in text: String) -> SourceSpan {
        let start = SourcePosition(file: place, line: 1, column: 1)
        return ToolUsage.place(of: argument ?? text, in: text, from: start)
    }

    private static func guesses(of roles: ArgumentRoles, _ tool: ToolUsage) -> [String] {
        func guess(_ names: [String], _ single: String, _ several: String) -> String? {
            guard let last = names.last else { return nil }
            let before = names.dropLast().map { "`\($0)`" }.joined(separator: ", ")
            return before.isEmpty ? "`\(last)` \(single)" : "\(before) and `\(last)` \(several)"
        }
        func names(_ maybe: ArgumentRoles.Maybe) -> [String] {
            roles.ignored.filter { $0.maybe == maybe }.map(\.name)
        }
        return [
            guess(
                names(.whichServers), "may say which servers, and is taken for nothing",
                "may say which servers, and are taken for nothing"),
            guess(
                names(.howMany), "may say how many servers, and is taken for nothing",
                "may say how many servers, and are taken for nothing"),
            guess(
                names(.nothing) + tool.usage.flags, "is taken to change nothing of what is done",
                "are taken to change nothing of what is done"),
        ].compactMap { $0 }
    }

    /// The name of the entry: the last word of the command.
    var name: String {
        let words = tool.text.split(separator: " ").prefix {
            $0.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }
                && !$0.hasPrefix("-")
        }
        return words.last.map(String.init) ?? "line"
    }

    /// The entry below `playbook:`, each line indented by so many spaces.
    package func lines(indent: Int = 2, asks: String?) -> [String] {
        var lines = ["\(name):"]
        lines += tool.notes.map { "  # \($0)" }
        lines += ["  usage: \(quoted(tool.text))", "  parsing: strict"]
        lines.append(
            "  does: {\(verb.rawValue): {\(whom.text)}}   # guess: what the line does")
        lines += guesses.map { "  # guess: \($0)" }
        if !ignored.isEmpty {
            lines.append("  ignores: [\(ignored.joined(separator: ", "))]   # guess")
        }
        if let asks { lines.append("  asks: [\(asks)]") }
        let margin = String(repeating: " ", count: indent)
        return lines.map { margin + $0 }
    }

    /// Brackets and colons may not begin a plain scalar, and a usage line begins with a word.
    private func quoted(_ text: String) -> String {
        text.contains(": ") || text.contains(" #") ? "'\(text.replacing("'", with: "''"))'" : text
    }
}

extension PlaybookDraft.Whom {
    /// nil: nobody can tell.
    fileprivate init?(_ roles: ArgumentRoles) {
        if let servers = roles.servers {
            self = .named(servers)
        } else if let subsystem = roles.subsystem, let count = roles.count {
            self = .counted(subsystem: subsystem, count: count, zone: roles.zone)
        } else {
            return nil
        }
    }

    /// The fields of the verb.
    fileprivate var text: String {
        switch self {
        case .named(let argument): "servers: \(argument)"
        case .counted(let subsystem, let count, let zone):
            "of: \(subsystem), count: \(count)" + (zone.map { ", zone: \($0)" } ?? "")
        }
    }
}
