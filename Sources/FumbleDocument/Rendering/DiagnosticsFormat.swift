internal import FumbleModel

/// The forms in which mistakes are told: to people, and to the tools around them.
package enum DiagnosticsFormat: String, CaseIterable, Sendable {
    case text
    case json
    case sarif
    case github

    /// All mistakes in this form; `sources` are the files that may be quoted.
    package func render(_ diagnostics: Diagnostics, sources: [SourceText]) -> String {
        switch self {
        case .text: DiagnosticsText(sources: sources).render(diagnostics)
        case .json: DiagnosticsJSON.document(of: diagnostics).pretty
        case .sarif: DiagnosticsSARIF.log(of: diagnostics).pretty
        case .github: DiagnosticsGitHub.commands(for: diagnostics)
        }
    }

    /// All mistakes as one line of JSON, for those who read line by line.
    package static func line(of diagnostics: Diagnostics) -> String {
        DiagnosticsJSON.document(of: diagnostics).compact + "\n"
    }
}
