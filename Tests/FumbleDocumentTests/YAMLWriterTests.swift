import FumbleDocument
import FumbleModel
import Testing

/// What is written is read back to an equal tree, whatever the tree.
@Suite struct YAMLWriterTests {
    @Test(arguments: UInt64(0)..<1_000)
    func anyTreeIsReadBackEqual(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let tree = Self.tree(&dice, depth: 0)
        let text = YAMLWriter.text(tree)
        let again = try Self.read(text)
        #expect(Self.shape(again) == Self.shape(tree), "\(text)")
        #expect(YAMLWriter.text(again) == text)
    }

    @Test(arguments: UInt64(0)..<300)
    func notesChangeNothing(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let tree = Self.tree(&dice, depth: 0)
        let notes = Self.paths(of: tree).filter { _ in dice.below(3) == 0 }
            .map { YAMLWriter.Note(at: $0, "because of this: #1") }
        let text = YAMLWriter.text(tree, notes: notes)
        #expect(Self.shape(try Self.read(text)) == Self.shape(tree), "\(text)")
        #expect(text.split(separator: "because of this").count - 1 == notes.count, "\(text)")
    }

    @Test func fieldsAndStylesStayAsTheyWere() throws {
        let text = """
            fumble: experiment/v1
            name: drill
            claim: "it's quoted"
            other: 'say "yes"'
            story: |
              one

                two
            fleet: fleets/store.yaml
            steady-state:
              gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
            method:
              - {at: 5m, fault: {crash: {of: index, count: 4 servers}}, for: 2m}
              - after: 1m
                operator:
                  meant: ctl remove [--force]
            arms: [meant, guarded]
            none: {}

            """
        #expect(YAMLWriter.text(try Self.read(text)) == text)
    }

    @Test func notesStandBesideScalarsAndAboveCollections() throws {
        let tree = try Self.read("a: 1\nsteps:\n  - {at: 5m, fault: {crash: {count: 4}}}\n")
        let step = NodePath().key("steps").place(0)
        let notes = [
            YAMLWriter.Note(at: step, "needed"),
            YAMLWriter.Note(at: step.key("fault").key("crash").key("count"), "not 3"),
        ]
        #expect(
            YAMLWriter.text(tree, notes: notes) == """
                a: 1
                steps:
                  # needed
                  - at: 5m
                    fault:
                      crash:
                        count: 4  # not 3

                """)
    }

    private static func read(_ text: String) throws -> Node {
        do {
            return try YAMLReader.read(Array(text.utf8), file: "f.yaml").root
        } catch {
            let source = SourceText(file: "f.yaml", text: text)
            Issue.record("\(DiagnosticsFormat.text.render(error, sources: [source]))\n\(text)")
            throw error
        }
    }

    /// What a tree says, without its places; styles only as far as they change the meaning.
    private static func shape(_ node: Node) -> String {
        switch node.content {
        case .scalar(let scalar): "<\(scalar.core)|\(scalar.text.debugDescription)>"
        case .sequence(let elements): "[" + elements.map(shape).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{"
                + entries.map { "\($0.name.debugDescription):\(shape($0.value))" }
                .joined(separator: ",") + "}"
        }
    }

    private static func paths(of node: Node, at path: NodePath = NodePath()) -> [NodePath] {
        var found = path.parts.isEmpty ? [] : [path]
        for entry in node.entries ?? [] {
            found += paths(of: entry.value, at: path.key(entry.name))
        }
        for (index, element) in (node.elements ?? []).enumerated() {
            found += paths(of: element, at: path.place(index))
        }
        return found
    }

    private static let place = SourceSpan(
        start: SourcePosition(file: "f.yaml", line: 1, column: 1),
        end: SourcePosition(file: "f.yaml", line: 1, column: 1))

    private static func tree(_ dice: inout Dice, depth: Int) -> Node {
        let isScalar = depth > 0 && (depth > 5 || dice.below(2) == 0)
        if isScalar { return scalar(&dice) }
        let count = dice.below(depth == 0 ? 8 : 5) + (depth == 0 ? 1 : 0)
        if dice.below(2) == 0 {
            let elements = (0..<count).map { _ in tree(&dice, depth: depth + 1) }
            return Node(span: place, content: .sequence(elements))
        }
        var names: [String] = []
        var entries: [Node.Entry] = []
        for _ in 0..<count {
            let key = scalar(&dice)
            let name = key.scalar?.text ?? ""
            if names.contains(name) || name == "<<" { continue }
            names.append(name)
            entries.append(Node.Entry(key: key, value: tree(&dice, depth: depth + 1)))
        }
        return Node(span: place, content: .mapping(entries))
    }

    private static let words = [
        "index", "5m", "44", "null", "", "~", "no", "true", "-", "- a", "a: b", "a #b", "#", "it's",
        "\"", "fleetctl remove --env prod [--force]", "{a}", "a, b", "---", "...", " lead",
        "trail ",
        "two\nlines\n", "two\n\n\nlines", "\n lead", "one\n\n", "tab\there", "\u{1}", "é", "日本",
        "\u{2028}", "\u{FEFF}x", "a:", "?", "? a", ":", "*a", "&a", "!t", "%", "@", "`", "|", ">",
        "http://x/y", "'\u{301}", "#\u{301}", "\\", "a\\\"b'c", "<<", "0x10", "\u{10FFFD}", "\r\n",
        "  two\n  spaces", "99.9%", "a?b", "1:2",
    ]

    private static func scalar(_ dice: inout Dice) -> Node {
        var text = words[dice.below(words.count)]
        if dice.below(4) == 0 { text += words[dice.below(words.count)] }
        if dice.below(60) == 0 { text = String(repeating: text + "x", count: 1_100) }
        let style: Scalar.Style = [.plain, .plain, .quoted, .block][dice.below(4)]
        // Plain text that only quotes can hold was never read from a file: it would be text quoted.
        return .scalar(text, style: style, at: place)
    }
}
