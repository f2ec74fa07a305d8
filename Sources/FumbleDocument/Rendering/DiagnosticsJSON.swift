internal import FumbleModel

/// Mistakes as JSON, for tools of one's own: schema `fumble.diagnostics/1`.
enum DiagnosticsJSON {
    static func document(of diagnostics: Diagnostics) -> JSONValue {
        .object([
            ("schema", "fumble.diagnostics/1"),
            ("count", .int(Int64(diagnostics.count))),
            ("diagnostics", .array(diagnostics.sorted.map(value))),
        ])
    }

    private static func value(_ diagnostic: Diagnostic) -> JSONValue {
        .object(
            [
                ("code", .string(diagnostic.code.rawValue)),
                ("title", .string(diagnostic.code.explanation.title)),
            ] + place(diagnostic.span) + [
                ("message", .string(diagnostic.message)),
                ("help", diagnostic.help.map(JSONValue.string) ?? .null),
                ("related", .array(diagnostic.related.map(value))),
            ])
    }

    private static func value(_ related: Diagnostic.Related) -> JSONValue {
        .object(place(related.span) + [("message", .string(related.message))])
    }

    private static func place(_ span: SourceSpan) -> [(String, JSONValue)] {
        [
            ("file", .string(span.start.file)),
            ("line", .int(Int64(span.start.line))),
            ("column", .int(Int64(span.start.column))),
            ("end_line", .int(Int64(span.end.line))),
            ("end_column", .int(Int64(span.end.column))),
        ]
    }
}
