/// Why a single value could not be read; the shape that reads it adds where, and of what field.
package struct ScalarMistake: Error, Sendable {
    package let code: DiagnosticCode
    /// What follows the name of the field in the message: ``needs a unit: `5` is only a number``.
    package let message: String
    package let help: String?

    package init(_ code: DiagnosticCode, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }
}
