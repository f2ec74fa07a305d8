internal import FumbleModel

/// Mistakes as a SARIF 2.1.0 log (OASIS, 2020), which code hosts and editors read.
enum DiagnosticsSARIF {
    static func log(of diagnostics: Diagnostics) -> JSONValue {
        let sorted = diagnostics.sorted
        let used = DiagnosticCode.allCases.filter { code in sorted.contains { $0.code == code } }
        let driver = JSONValue.object([
            ("name", "fumble"), ("rules", .array(used.map(rule))),
        ])
        let run = JSONValue.object([
            ("tool", .object([("driver", driver)])),
            ("columnKind", "unicodeCodePoints"),
            ("results", .array(sorted.map(result))),
        ])
        return .object([
            ("$schema", "https://json.schemastore.org/sarif-2.1.0.json"),
            ("version", "2.1.0"),
            ("runs", .array([run])),
        ])
    }

    private static func rule(_ code: DiagnosticCode) -> JSONValue {
        .object([
            ("id", .string(code.rawValue)),
            ("shortDescription", text(code.explanation.title)),
            ("fullDescription", text(code.explanation.text)),
        ])
    }

    private static func result(_ diagnostic: Diagnostic) -> JSONValue {
        let help = diagnostic.help.map { " (help: \($0))" } ?? ""
        var members: [(String, JSONValue)] = [
            ("ruleId", .string(diagnostic.code.rawValue)),
            ("level", "error"),
            ("message", text(diagnostic.message + help)),
            ("locations", .array([.object(location(diagnostic.span))])),
        ]
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.map { related in
                JSONValue.object(location(related.span) + [("message", text(related.message))])
            }
            members.append(("relatedLocations", .array(related)))
        }
        return .object(members)
    }

    private static func text(_ text: String) -> JSONValue { .object([("text", .string(text))]) }

    private static func location(_ span: SourceSpan) -> [(String, JSONValue)] {
        let region = JSONValue.object([
            ("startLine", .int(Int64(span.start.line))),
            ("startColumn", .int(Int64(span.start.column))),
            ("endLine", .int(Int64(span.end.line))),
            ("endColumn", .int(Int64(span.end.column))),
        ])
        let artifact = JSONValue.object([("uri", .string(uri(of: span.start.file)))])
        return [
            ("physicalLocation", .object([("artifactLocation", artifact), ("region", region)]))
        ]
    }

    /// The path as a URI reference (RFC 3986): what is not unreserved or a slash is escaped.
    private static func uri(of path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                return String(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return (digits.count < 2 ? "%0" : "%") + digits
            }
        }.joined()
    }
}
