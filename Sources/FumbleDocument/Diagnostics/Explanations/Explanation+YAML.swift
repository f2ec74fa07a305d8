extension Explanation {
    /// What can be wrong with YAML.
    static let ofYAML: [Explanation] = [
        Explanation(
            .yamlSyntax, "not YAML",
            """
            The text cannot be read as YAML. Reading stops here, so there may be more \
            mistakes behind it. Often a quotation mark or a bracket is not closed, or a \
            value with `: ` in it needs quotation marks.
            """,
            bad: "claim: one thing: nothing breaks",
            good: "claim: \"one thing: nothing breaks\""),
        Explanation(
            .yamlTab, "tab in the indentation",
            """
            YAML does not allow tabs before the first character of a line, because their \
            width is anybody's guess. Set the editor to indent with spaces.
            """,
            bad: """
                subsystems:
                <tab>index: {minimum: 70%}
                """,
            good: """
                subsystems:
                  index: {minimum: 70%}
                """),
        Explanation(
            .yamlIndentation, "indentation that fits nothing",
            """
            The line is indented neither like its neighbours nor like anything above them, \
            so it belongs nowhere.
            """,
            bad: """
                index:
                    minimum: 70%
                  cells: {count: 20}
                """,
            good: """
                index:
                  minimum: 70%
                  cells: {count: 20}
                """),
        Explanation(
            .yamlTooDeep, "nested too deep",
            """
            Lists and mappings may lie 64 deep, aliases followed. No experiment needs it; \
            the bound keeps a hostile file from costing anything.
            """,
            bad: "[[[[ … 65 deep … ]]]]",
            good: "[[1, 2], [3, 4]]"),
        Explanation(
            .aliasExpansion, "aliases stand for too much",
            """
            An alias `*a` stands for everything under its anchor `&a`. Aliases of aliases \
            grow without end, so a file may have them stand for 100,000 values in all.
            """,
            bad: """
                a: &a [x, x]
                b: &b [*a, *a]
                c: &c [*b, *b]
                """,
            good: """
                a: &a [x, x]
                b: *a
                """),
        Explanation(
            .unknownAnchor, "unknown anchor",
            """
            An alias `*name` needs an anchor `&name` before it in the same file.
            """,
            bad: "second: *frist",
            good: """
                first: &first {at-most: 2}
                second: *first
                """),
        Explanation(
            .mergeKey, "merge key",
            """
            The merge key `<<` is no part of YAML 1.2, and hides which fields a mapping \
            has. Write the fields out, or use an alias for a whole value.
            """,
            bad: "get: {<<: *common, rate: 900/s}",
            good: "get: {timeout: 1s, rate: 900/s}"),
        Explanation(
            .keyNotScalar, "key that is not a word",
            """
            The keys of a mapping are single words or texts, never lists or mappings.
            """,
            bad: "{[a, b]: 1}",
            good: "{a: 1, b: 1}"),
        Explanation(
            .yamlTag, "tag",
            """
            Tags such as `!!python/object` or `!!str` tell other programs how to make a \
            value. fumble reads none: a value is what its field says.
            """,
            bad: "name: !!str 2017",
            good: "name: \"2017\""),
        Explanation(
            .yamlDirective, "YAML directive",
            """
            Files are YAML 1.2, where `no` is a word and `012` is twelve. A directive that \
            says otherwise is refused, and `%TAG` has no use.
            """,
            bad: """
                %YAML 1.1
                ---
                name: a
                """,
            good: "name: a"),
        Explanation(
            .aliasOfItself, "alias inside what it stands for",
            """
            The alias stands within the value that its anchor names, which would have no \
            end.
            """,
            bad: "loop: &loop [*loop]",
            good: """
                steps: &steps [a, b]
                again: *steps
                """),
    ]
}
