import FumbleDocument
import FumbleModel
import Testing

/// What the reader makes of files that are right: values, styles, places.
@Suite struct YAMLReaderTests {
    private func read(_ text: String) throws -> Node {
        try YAMLReader.read(Array(text.utf8), file: "f.yaml").root
    }

    @Test(arguments: [
        ("no", CoreValue.text("no")), ("yes", .text("yes")), ("on", .text("on")),
        ("012", .integer(12)), ("0o14", .integer(12)), ("0xC", .integer(12)), ("-7", .integer(-7)),
        ("+7", .integer(7)), ("1_000", .text("1_000")), ("10:30", .text("10:30")),
        ("1.5", .number(1.5)), ("1e3", .number(1000)), (".5", .number(0.5)), ("5.", .number(5)),
        ("true", .bool(true)), ("True", .bool(true)), ("tRue", .text("tRue")), ("null", .null),
        ("~", .null), (".inf", .number(.infinity)), ("infinity", .text("infinity")),
        ("nan", .text("nan")), ("0x", .text("0x")), ("0x-1", .text("0x-1")), ("+", .text("+")),
        (".", .text(".")), ("1.2.3", .text("1.2.3")), ("2026-11-01", .text("2026-11-01")),
        ("'012'", .text("012")), ("\"true\"", .text("true")),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
    ])
    func resolvesByTheCoreSchema(_ text: String, _ value: CoreValue) throws {
        let node = try #require(read("key: \(text)\n")["key"])
        #expect(node.scalar?.core == value)
    }

    @Test(arguments: ["a: 1\nbé: [x, \"yz\"]\n", "\u{FEFF}a: 1\r\nbé: [x, \"yz\"]\r\n"])
    func marksEveryKeyAndValue(_ text: String) throws {
        let entries = try #require(read(text).entries)
        let second = entries[1]
        #expect(places(entries[0].key) == "1:1-1:2")
        #expect(places(entries[0].value) == "1:4-1:5")
        #expect(places(second.key) == "2:1-2:3")
        #expect(second.name == "bé")
        #expect(second.value.elements.map { $0.map(places) } == ["2:6-2:7", "2:9-2:13"])
        #expect(second.value.elements?[1].scalar == Scalar(text: "yz", style: .quoted))
    }

    @Test func followsAliasesWithinBounds() throws {
        let root = try read("a: &x [1, {b: 2}]\nc: *x\n")
        #expect(root["c"]?.elements?[1]["b"]?.scalar?.text == "2")
        #expect(root["c"].map(places) == root["a"].map(places))
    }

    @Test func anchorsOfWordsAndLateAnchorsHold() throws {
        let root = try read("a: &x 1\nb: &x 2\nc: *x\n")
        #expect(root["c"]?.scalar?.text == "2")
    }

    @Test func blocksKeepTheirLines() throws {
        let root = try read("a: |\n  one\n  two\nb: >\n  one\n  two\n")
        #expect(root["a"]?.scalar == Scalar(text: "one\ntwo\n", style: .block))
        #expect(root["b"]?.scalar == Scalar(text: "one two\n", style: .block))
    }

    @Test func sixtyFourDeepIsRead() throws {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try read(text).elements != nil)
    }

    @Test func aliasesCountTowardsTheDepth() {
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let outside = String(repeating: "[", count: 30) + "*x" + String(repeating: "]", count: 30)
        var diagnostics = Diagnostics()
        let text = "a: &x \(deep)\nb: \(outside)\n"
        let document = YAMLReader.read(Array(text.utf8), file: "f.yaml", diagnostics: &diagnostics)
        #expect(document?.root.span == nil)
        #expect(diagnostics.sorted.map(\.code) == [.yamlTooDeep])
    }

    @Test func lineBreaksOfEverySortKeepTheQuotedLineRight() {
        let source = SourceText(file: "f.yaml", text: "a: 1\rb: 2\r\nc: 3\nd: 4")
        #expect((1...4).map { source.line($0) } == ["a: 1", "b: 2", "c: 3", "d: 4"])
        #expect(source.line(5) == nil)
        #expect(source.line(0) == nil)
    }

    private func places(_ node: Node) -> String {
        let (start, end) = (node.span.start, node.span.end)
        return "\(start.line):\(start.column)-\(end.line):\(end.column)"
    }

    /// Each would search a thousand anchors for a hint: those that are only counted search none.
    @Test func manyMisspeltAliasesAreCounted() {
        let anchors = (0..<1000).map { "a\($0): &anchor\($0) 1\n" }.joined()
        let aliases = (0..<20_000).map { "  - *anchr\($0)\n" }.joined()
        var diagnostics = Diagnostics()
        _ = YAMLReader.read(
            Array((anchors + "b:\n" + aliases).utf8), file: "f.yaml", diagnostics: &diagnostics)
        #expect(diagnostics.count == 20_000)
        #expect(diagnostics.isFull)
        #expect(diagnostics.sorted.first?.help == "did you mean `anchor0`?")
    }
}
