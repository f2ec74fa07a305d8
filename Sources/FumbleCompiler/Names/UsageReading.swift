internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Reads a usage line of the playbook, and points at the character where it goes wrong.
enum UsageReading {
    static func parse(_ line: WrittenLine, diagnostics: inout Diagnostics) -> Usage? {
        do throws(UsageError) {
            return try Usage.parse(line.text)
        } catch {
            diagnostics.report(
                .usageSyntax, at: line.mark(at: error.offset, length: error.length), error.message,
                help: error.help)
            return nil
        }
    }
}
