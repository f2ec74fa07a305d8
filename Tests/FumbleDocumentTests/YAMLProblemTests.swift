import FumbleDocument
import Testing

/// Every way in which a file is not the YAML that is read, with the whole message.
@Suite struct YAMLProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let message: String
        var testDescription: String { name }
    }

    static let cases = [
        ("tab", "a:\n\tb: 1\n"),
        ("tab after spaces", "a:\n  b: 1\n \tc: 2\n"),
        ("deeper", "index:\n    minimum: 70%\n  cells: 1\n"),
        ("deeper2", "a: 1\n  b: 2\n"),
        ("colon", "claim: one: two\n"),
        ("unclosed quote", "a: \"abc\nb: 1\n"),
        ("unclosed bracket", "a: [1, 2\nb: 3\n"),
        ("unclosed brace", "a: {b: 1\n"),
        ("escape", "a: \"\\q\"\n"),
        ("at", "a: @b\n"),
        ("percent", "a: %b\n"),
        ("missing colon", "abc\ndef: 1\n"),
        ("dup", "a: 1\nb: 2\na: 3\n"),
        ("dup flow", "a: {x: 1, \"x\": 2}\n"),
        ("docs", "a: 1\n---\nb: 1\n"),
        ("docs2", "a: 1\n...\nb: 1\n"),
        ("unknown anchor", "a: &first 1\nb: *frist\n"),
        ("self", "a: &x [*x]\n"),
        ("merge", "a: {<<: {b: 1}}\n"),
        ("list key", "[a, b]: 1\n"),
        ("map key", "? {a: 1}\n: 1\n"),
        ("tag", "a: !!python/object:os.system x\n"),
        ("tag2", "a: !foo x\n"),
        ("directive", "%YAML 1.1\n---\na: 1\n"),
        ("directive2", "%YAML 2.0\n---\na: 1\n"),
        ("TAG", "%TAG ! tag:example.com,2000:\n---\na: 1\n"),
        ("undefined handle", "a: !e!foo x\n"),
        ("empty", ""),
        ("comments", "# nothing\n"),
        ("blank doc", "---\n"),
        ("control", "a: b\u{1}c\n"),
        ("nel", "a: 1 # x\u{2028}b\n"),
        ("deep", String(repeating: "[", count: 65) + String(repeating: "]", count: 65)),
        ("seq in map", "a: - b\n"),
        ("dash", "a:\n- b\nc\n"),
        ("list indent", "a:\n  - b\n - c\n"),
        ("comma", "a: [1 2, {b]\n"),
        ("tail", "{a: 1}\nb: 2\n"),
        ("bomb", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e]\n"),
    ]

    @Test func probe() {
        for (name, text) in Self.cases {
            var diagnostics = Diagnostics()
            _ = YAMLReader.read(Array(text.utf8), file: "f.yaml", diagnostics: &diagnostics)
            print("== \(name)")
            print(
                DiagnosticsFormat.text.render(
                    diagnostics, sources: [SourceText(file: "f.yaml", text: text)]))
        }
        var diagnostics = Diagnostics()
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("é: ".utf8) + [0xE9, 0x0A]
        _ = YAMLReader.read(bytes, file: "f.yaml", diagnostics: &diagnostics)
            print(
                DiagnosticsFormat.text.render(
                    diagnostics, sources: [SourceText(file: "f.yaml", bytes: bytes)]))
    }
}
