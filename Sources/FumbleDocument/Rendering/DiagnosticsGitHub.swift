internal import FumbleModel

/// Mistakes as GitHub workflow commands, which mark the lines of a pull request.
enum DiagnosticsGitHub {
    static func commands(for diagnostics: Diagnostics) -> String {
        diagnostics.sorted.map(command).joined()
    }

    private static func command(for diagnostic: Diagnostic) -> String {
        let (start, end) = (diagnostic.span.start, diagnostic.span.end)
        var properties = "file=\(property(start.file)),line=\(start.line),col=\(start.column)"
        // GitHub refuses columns on a mark over several lines.
        if end.line == start.line { properties += ",endColumn=\(end.column)" }
        let help = diagnostic.help.map { "\nhelp: \($0)" } ?? ""
        let message = data(diagnostic.message + help)
        return "::error \(properties),title=\(diagnostic.code.rawValue)::\(message)\n"
    }

    private static func data(_ text: String) -> String {
        escape(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    private static func property(_ text: String) -> String {
        escape(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    private static func escape(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
        text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
    }
}
