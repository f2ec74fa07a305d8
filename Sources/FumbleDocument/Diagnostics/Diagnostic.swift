package import FumbleModel

/// One mistake of an author: what it is, where it is, and how to mend it.
package struct Diagnostic: Hashable, Sendable {
    package let code: DiagnosticCode
    package let span: SourceSpan
    /// One lower-case sentence that stands alone.
    package let message: String
    /// The only part that says how to mend it.
    package let help: String?
    package let related: [Related]

    package init(
        _ code: DiagnosticCode, at span: SourceSpan, _ message: String, help: String? = nil,
        related: [Related] = []
    ) {
        self.code = code
        self.span = span
        self.message = message
        self.help = help
        self.related = related
    }

    /// Another place that belongs to the mistake, such as the first of two equal keys.
    package struct Related: Hashable, Sendable {
        package let span: SourceSpan
        package let message: String

        package init(at span: SourceSpan, _ message: String) {
            self.span = span
            self.message = message
        }
    }
}
