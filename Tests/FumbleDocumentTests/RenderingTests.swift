import FumbleDocument
import FumbleModel
import Testing

/// Mistakes, references and schemas in the forms that people and tools read.
@Suite struct RenderingTests {
    private static let text = "fumble: drill/v1\nname: a\nname: b\n"
    private static let source = SourceText(file: "a b,c.yaml", text: text)

    private static func render(_ format: DiagnosticsFormat) -> String {
        var diagnostics = Diagnostics()
        _ = YAMLReader.read(Array(text.utf8), file: source.file, diagnostics: &diagnostics)
        return format.render(diagnostics, sources: [source])
    }

    @Test func gitHubCommandsAreEscaped() {
        #expect(
            Self.render(.github)
                == "::error file=a b%2Cc.yaml,line=3,col=1,endColumn=5,title=E0012::"
                + "`name` stands here a second time%0Ahelp: remove one of the two\n")
    }

    @Test func jsonNamesItsSchema() {
        let json = Self.render(.json)
        #expect(json.hasPrefix("{\n  \"schema\": \"fumble.diagnostics/1\",\n  \"count\": 1,\n"))
        #expect(json.contains("\"code\": \"E0012\""))
        #expect(json.contains("\"end_column\": 5"))
    }

    @Test func sarifPointsAtTheFile() {
        let sarif = Self.render(.sarif)
        #expect(sarif.contains("\"version\": \"2.1.0\""))
        #expect(sarif.contains("\"uri\": \"a%20b%2Cc.yaml\""))
        #expect(sarif.contains("\"relatedLocations\""))
    }

    @Test func beyondTheBoundMistakesAreOnlyCounted() {
        var diagnostics = Diagnostics()
        for line in 1...300 {
            let place = SourcePosition(file: "f", line: line, column: 1)
            diagnostics.report(
                .unknownField, at: SourceSpan(start: place, end: place), "wrong")
        }
        let text = DiagnosticsFormat.text.render(diagnostics, sources: [])
        #expect(diagnostics.count == 300)
        #expect(diagnostics.sorted.count == Diagnostics.limit)
        #expect(text.hasSuffix("\nand 100 more mistakes, which are not shown\n"))
    }

    @Test func aLongLineIsQuotedAroundTheMark() {
        let line = String(repeating: "x", count: 1000)
        let place = { SourcePosition(file: "f", line: 1, column: $0) }
        let span = SourceSpan(start: place(500), end: place(505))
        let text = DiagnosticsFormat.text.render(
            Diagnostics(Diagnostic(.wrongType, at: span, "wrong")),
            sources: [SourceText(file: "f", text: line)])
        let lines = text.split(separator: "\n")
        #expect(lines[1].count == "    1 | ".count + 120)
        #expect(lines[2] == "      | " + String(repeating: " ", count: 60) + "^^^^^")
    }

    @Test func everyCodeIsExplainedOnce() {
        #expect(Explanation.all.map(\.code) == DiagnosticCode.allCases)
        for explanation in Explanation.all {
            let lines = explanation.page.split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= 90 })
            #expect(explanation.bad != explanation.good)
        }
        #expect(
            DiagnosticCode.unknownField.explanation.page.hasPrefix("E0011: unknown field\n\nThis"))
    }

    @Test func referenceOfAKind() {
        let page = ReferencePage.page(for: DrillLanguage.removal.description, noun: "fault")
        #expect(
            page == """
                over-removal (fault)
                ====================

                Takes more servers out than was meant.

                Fields:

                  removed (required)
                      How many servers go.
                      A number of servers, such as `44 servers`.
                  of (required)
                      The subsystem they carry.
                      A name, such as `object-store`.
                  pause
                      How long before it.
                      A length of time, such as `5m`.
                  zones
                      Where.
                      A name, such as `object-store`; or a list of such. Default: `[]`.

                Example:

                  over-removal: {removed: 44 servers, of: index}

                """)
        let index = ReferencePage.index(of: DrillLanguage.faults.description)
        #expect(index.contains("  crash\n      Ends servers.\n"))
    }

    @Test func schemaIsTheSameTwiceAndDefinesWhatRecurs() {
        let schema = JSONSchema.document(for: DrillLanguage.file.description, title: "drill")
        let again = JSONSchema.document(for: DrillLanguage.file.description, title: "drill")
        #expect(schema.pretty == again.pretty)
        guard case .object(let members) = schema else {
            Issue.record("the schema is no object")
            return
        }
        let definitions = members.first { $0.0 == "$defs" }?.1
        guard case .object(let named) = definitions else {
            Issue.record("the schema has no definitions")
            return
        }
        let names = named.map(\.0)
        #expect(Set(names).count == names.count)
        for name in ["reference", "length-of-time", "loop", "step", "over-removal"] {
            #expect(names.contains(name), "nothing defines \(name)")
        }
        #expect(members.contains { $0 == ("additionalProperties", false) })
        #expect(schema.compact.contains(#""default":"8h""#))
        #expect(schema.compact.contains(##""$ref":"#/$defs/step""##))
    }
}
