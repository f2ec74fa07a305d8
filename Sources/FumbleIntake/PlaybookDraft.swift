internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// A playbook entry made of a usage line: what the line does is guessed from its words, and said so.
package struct PlaybookDraft: Sendable {
    let tool: ToolUsage
    let verb: VerbName
    /// The argument that names the subsystem, or the name of one.
    let subsystem: String
    /// The argument that says how many servers, or a number.
    let count: String
    let ignored: [String]

    /// Arguments that people name so.
    private static let subsystems = [
        "SUBSYSTEM", "SERVICE", "ROLE", "POOL", "TIER", "COMPONENT", "APP", "GROUP", "CLUSTER",
        "JOB", "DEPLOYMENT", "FLEET", "TARGET", "HOSTS", "HOST",
    ]
    private static let counts = [
        "COUNT", "NUMBER", "NUM", "N", "SERVERS", "NODES", "INSTANCES", "REPLICAS", "SIZE",
        "AMOUNT", "BY",
    ]
    private static let verbs: [(VerbName, [String])] = [
        (.restartServers, ["restart", "reboot", "bounce", "recycle"]),
        (.addServers, ["add", "start", "enable", "undrain", "up"]),
    ]

    /// - Parameters:
    ///   - actsOn: the argument that names the subsystem, where its name does not tell.
    ///   - howMany: the argument that says how many servers.
    ///   - known: subsystems of the fleet, the largest first; empty: there is no fleet yet.
    package static func of(
        _ tool: ToolUsage, actsOn: String?, howMany: String?, known: [String]
    ) -> Result<PlaybookDraft, IntakeMistakes> {
        let arguments = tool.usage.arguments
        let source = SourceText(file: place, text: tool.text)
        var diagnostics = Diagnostics()
        for name in [actsOn, howMany].compactMap({ $0 }) where !arguments.contains(name) {
            diagnostics.reportUnknown(
                .unknownPlaceholder, "argument in the usage line called", name,
                at: span(of: tool.text), among: arguments)
        }
        let guess = subsystems.first(where: arguments.contains)
        let subsystem = actsOn ?? guess ?? known.first
        if subsystem == nil {
            diagnostics.report(
                .unknownPlaceholder, at: span(of: tool.text),
                "no argument of the usage line is known to name a subsystem",
                help: "say which: `--acts-on ARGUMENT`"
                    + (arguments.isEmpty ? "" : ", of \(arguments.joined(separator: ", "))"))
        }
        guard diagnostics.isEmpty, let subsystem else {
            return .failure(IntakeMistakes(diagnostics: diagnostics, source: source))
        }
        let rest = arguments.filter { $0 != subsystem }
        let count = howMany ?? counts.first(where: rest.contains) ?? "1"
        let used = [subsystem, count, environment]
        let words = tool.text.split(separator: " ").map(String.init)
        let verb = verbs.first { $0.1.contains(where: words.contains) }?.0 ?? .removeServers
        return .success(
            PlaybookDraft(
                tool: tool, verb: verb, subsystem: subsystem, count: count,
                ignored: arguments.filter { !used.contains($0) }))
    }

    /// What messages call a usage line that stands in no file.
    package static let place = "usage"
    /// The argument that every playbook knows.
    private static let environment = "ENV"

    private static func span(of text: String) -> SourceSpan {
        let start = SourcePosition(file: place, line: 1, column: 1)
        return SourceSpan(start: start, end: start.advanced(by: max(text.unicodeScalars.count, 1)))
    }

    /// The name of the entry: the last word of the command.
    var name: String {
        let words = tool.text.split(separator: " ").prefix {
            $0.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }
                && !$0.hasPrefix("-")
        }
        return words.last.map(String.init) ?? "line"
    }

    /// A line of this usage about one server of a subsystem.
    func example(on subsystem: String) -> String {
        let values = [self.subsystem: subsystem, count: "1", Self.environment: "prod"]
        return tool.usage.example(values)
    }

    /// The entry below `playbook:`, each line indented by so many spaces.
    package func lines(indent: Int = 2, asks: String?) -> [String] {
        var lines = ["\(name):"]
        lines += tool.notes.map { "  # \($0)" }
        lines += ["  usage: \(quoted(tool.text))", "  parsing: strict"]
        lines.append(
            "  does: {\(verb.rawValue): {of: \(subsystem), count: \(count)}}"
                + "   # guess: what the line does")
        if !ignored.isEmpty {
            lines.append("  ignores: [\(ignored.joined(separator: ", "))]")
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
