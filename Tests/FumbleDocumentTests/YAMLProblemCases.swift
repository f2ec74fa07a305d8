import Testing

/// Files that are not the YAML that is read, with the whole message about each.
struct YAMLProblemCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let message: String

    init(_ name: String, _ text: String, _ message: String) {
        testDescription = name
        self.text = text
        self.message = message
    }

    private typealias Case = YAMLProblemCase

    static let all = ofText + ofSense

    private static let ofText = [
        Case(
            "tab", "a:\n\tb: 1\n",
            #"""
            f.yaml:2:1: error[E0031]: a tab cannot indent a line
                2 | 	b: 1
                  | ^
              help: indent with spaces

            """#),
        Case(
            "tab after spaces", "a:\n  b: 1\n \tc: 2\n",
            #"""
            f.yaml:3:2: error[E0031]: a tab cannot indent a line
                3 |  	c: 2
                  |  ^
              help: indent with spaces

            """#),
        Case(
            "field indented less than its neighbours", "index:\n    minimum: 70%\n  cells: 1\n",
            #"""
            f.yaml:3:3: error[E0032]: the indentation of this line fits nothing above it
                3 |   cells: 1
                  |   ^
              f.yaml:1:1: note: the mapping begins here
                1 | index:
                  | ^
              help: indent the fields of one mapping alike

            """#),
        Case(
            "field indented more than its neighbours", "a: 1\n  b: 2\n",
            #"""
            f.yaml:2:3: error[E0032]: the indentation of this line fits nothing above it
                2 |   b: 2
                  |   ^
              help: indent the fields of one mapping alike

            """#),
        Case(
            "colon in a value", "claim: one: two\n",
            #"""
            f.yaml:1:11: error[E0030]: a `:` cannot stand inside a value
                1 | claim: one: two
                  |           ^
              help: put the value in quotation marks, or the second key on a line of its own

            """#),
        Case(
            "unclosed quote", "a: \"abc\nb: 1\n",
            #"""
            f.yaml:1:4: error[E0030]: this is open to the end of the file
                1 | a: "abc
                  |    ^
              help: close it with the same quotation mark

            """#),
        Case(
            "unclosed bracket", "a: [1, 2\nb: 3\n",
            #"""
            f.yaml:2:2: error[E0030]: a `,` or `]` is missing before this
                2 | b: 3
                  |  ^
              f.yaml:1:4: note: the `[` is here
                1 | a: [1, 2
                  |    ^

            """#),
        Case(
            "unclosed brace", "a: {b: 1\n",
            #"""
            f.yaml:1:4: error[E0030]: this is open to the end of the file
                1 | a: {b: 1
                  |    ^
              help: close it with `}`

            """#),
        Case(
            "unknown escape", "a: \"\\q\"\n",
            #"""
            f.yaml:1:5: error[E0030]: there is no such escape in double quotes
                1 | a: "\q"
                  |     ^
              help: write `\\` for a backslash, or use single quotes

            """#),
        Case(
            "reserved character", "a: @b\n",
            #"""
            f.yaml:1:4: error[E0030]: no value can begin with this character
                1 | a: @b
                  |    ^
              help: put the value in quotation marks

            """#),
        Case(
            "percent sign", "a: %b\n",
            #"""
            f.yaml:1:4: error[E0030]: no value can begin with this character
                1 | a: %b
                  |    ^
              help: put the value in quotation marks

            """#),
        Case(
            "key without a colon", "abc\ndef: 1\n",
            #"""
            f.yaml:1:1: error[E0030]: a `:` is missing in this line
                1 | abc
                  | ^
              help: write `key: value`, with a space after the `:`

            """#),
        Case(
            "the same key twice", "a: 1\nb: 2\na: 3\n",
            #"""
            f.yaml:3:1: error[E0012]: `a` stands here a second time
                3 | a: 3
                  | ^
              f.yaml:1:1: note: `a` is here first
                1 | a: 1
                  | ^
              help: remove one of the two

            """#),
        Case(
            "the same key twice on one line", "a: {x: 1, \"x\": 2}\n",
            #"""
            f.yaml:1:11: error[E0012]: `x` stands here a second time
                1 | a: {x: 1, "x": 2}
                  |           ^^^
              f.yaml:1:5: note: `x` is here first
                1 | a: {x: 1, "x": 2}
                  |     ^
              help: remove one of the two

            """#),
        Case(
            "second document", "a: 1\n---\nb: 1\n",
            #"""
            f.yaml:2:1: error[E0007]: a second document begins here
                2 | ---
                  | ^^^
              help: one file is one document: move this one to a file of its own

            """#),
        Case(
            "field after the end", "a: 1\n...\nb: 1\n",
            #"""
            f.yaml:3:1: error[E0030]: nothing can follow the end of the document
                3 | b: 1
                  | ^
              help: is a field less indented than it should be?

            """#),
        Case(
            "unknown anchor", "a: &first 1\nb: *frist\n",
            #"""
            f.yaml:2:4: error[E0035]: there is no anchor `&frist` before this alias
                2 | b: *frist
                  |    ^^^^^^
              help: did you mean `first`?

            """#),
        Case(
            "alias of itself", "a: &x [*x]\n",
            #"""
            f.yaml:1:8: error[E0040]: `*x` stands inside what it stands for
                1 | a: &x [*x]
                  |        ^^

            """#),
        Case(
            "merge key", "a: {<<: {b: 1}}\n",
            #"""
            f.yaml:1:5: error[E0036]: the merge key `<<` is not read
                1 | a: {<<: {b: 1}}
                  |     ^^
              help: write the fields out where they are needed

            """#),
        Case(
            "list as a key", "[a, b]: 1\n",
            #"""
            f.yaml:1:1: error[E0037]: a key must be a word, not a list
                1 | [a, b]: 1
                  | ^

            """#),
    ]

    private static let ofSense = [
        Case(
            "mapping as a key", "? {a: 1}\n: 1\n",
            #"""
            f.yaml:1:3: error[E0037]: a key must be a word, not a mapping
                1 | ? {a: 1}
                  |   ^

            """#),
        Case(
            "tag of another language", "a: !!python/object:os.system x\n",
            #"""
            f.yaml:1:4: error[E0038]: the tag `!!python/object:os.system` is not read
                1 | a: !!python/object:os.system x
                  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              help: leave it out: a value is what its field says

            """#),
        Case(
            "local tag", "a: !foo x\n",
            #"""
            f.yaml:1:4: error[E0038]: the tag `!foo` is not read
                1 | a: !foo x
                  |    ^^^^^^
              help: leave it out: a value is what its field says

            """#),
        Case(
            "YAML 1.1", "%YAML 1.1\n---\na: 1\n",
            #"""
            f.yaml:1:1: error[E0039]: files are YAML 1.2, and this one says 1.1
                1 | %YAML 1.1
                  | ^^^^^^^^^
              help: leave the directive out

            """#),
        Case(
            "YAML 2.0", "%YAML 2.0\n---\na: 1\n",
            #"""
            f.yaml:1:1: error[E0039]: files are YAML 1.2
                1 | %YAML 2.0
                  | ^
              help: leave the directive out

            """#),
        Case(
            "tag directive", "%TAG ! tag:example.com,2000:\n---\na: 1\n",
            #"""
            f.yaml:1:1: error[E0039]: a `%TAG` directive has no use: tags are not read
                1 | %TAG ! tag:example.com,2000:
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            """#),
        Case(
            "tag handle nobody declared", "a: !e!foo x\n",
            #"""
            f.yaml:1:4: error[E0038]: tags are not read
                1 | a: !e!foo x
                  |    ^
              help: leave the tag out

            """#),
        Case(
            "empty file", "",
            #"""
            f.yaml:1:1: error[E0005]: the file is empty
              help: its first line says what it is, as in `fumble: experiment/v1`

            """#),
        Case(
            "only comments", "# nothing\n",
            #"""
            f.yaml:2:1: error[E0005]: the file is empty
              help: its first line says what it is, as in `fumble: experiment/v1`

            """#),
        Case(
            "only a document mark", "---\n",
            #"""
            f.yaml:2:1: error[E0005]: the file is empty
              help: its first line says what it is, as in `fumble: experiment/v1`

            """#),
        Case(
            "control character", "a: b\u{1}c\n",
            #"""
            f.yaml:1:5: error[E0030]: a control character cannot stand in a file
                1 | a: b�c
                  |     ^
              help: remove it, or write it as `\x..` in double quotes

            """#),
        Case(
            "line break of YAML 1.1", "a: 1 # x\u{2028}b\n",
            #"""
            f.yaml:1:9: error[E0030]: this character breaks the line for some readers of YAML and not for others
                1 | a: 1 # x�b
                  |         ^
              help: write a line end, or `\L`, `\P` or `\N` in double quotes

            """#),
        Case(
            "brackets 65 deep", String(repeating: "[", count: 65),
            #"""
            f.yaml:1:65: error[E0033]: lists and mappings lie more than 64 deep here
                1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                  |                                                                 ^

            """#),
        Case(
            "list beside its key", "a: - b\n",
            #"""
            f.yaml:1:4: error[E0030]: a list cannot begin here
                1 | a: - b
                  |    ^
              help: put the `-` on a line of its own

            """#),
        Case(
            "word where a key is expected", "a:\n- b\nc\n",
            #"""
            f.yaml:3:1: error[E0030]: a `:` is missing in this line
                3 | c
                  | ^
              help: write `key: value`, with a space after the `:`

            """#),
        Case(
            "list element indented less", "a:\n  - b\n - c\n",
            #"""
            f.yaml:3:2: error[E0032]: the indentation of this line fits nothing above it
                3 |  - c
                  |  ^
              f.yaml:1:1: note: the mapping begins here
                1 | a:
                  | ^
              help: indent the fields of one mapping alike

            """#),
        Case(
            "brace closed by a bracket", "a: [1 2, {b]\n",
            #"""
            f.yaml:1:12: error[E0030]: a `,` or `}` is missing before this
                1 | a: [1 2, {b]
                  |            ^
              f.yaml:1:10: note: the `{` is here
                1 | a: [1 2, {b]
                  |          ^

            """#),
        Case(
            "field after a flow mapping", "{a: 1}\nb: 2\n",
            #"""
            f.yaml:2:1: error[E0030]: nothing can follow the end of the document
                2 | b: 2
                  | ^
              help: is a field less indented than it should be?

            """#),
        Case(
            "alias bomb", bomb,
            #"""
            f.yaml:6:17: error[E0034]: the aliases of this file stand for more than 100000 values
                6 | f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
                  |                 ^^
              help: write what is meant without aliases of aliases

            """#),
    ]

    /// Ten times ten times ten: half a million values from half a kilobyte.
    private static let bomb = {
        let names = ["a", "b", "c", "d", "e", "f"]
        var text = "a: &a [x]\n"
        for (name, before) in zip(names.dropFirst(), names) {
            let aliases = Array(repeating: "*\(before)", count: 10).joined(separator: ",")
            text += "\(name): &\(name) [\(aliases)]\n"
        }
        return text
    }()
}
