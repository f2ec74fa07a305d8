extension Explanation {
    /// What can be wrong with playbooks and typed lines.
    static let ofCommands: [Explanation] = [
        Explanation(
            .usageSyntax, "usage line that cannot be read",
            """
            The `usage:` of a playbook entry is the program, its words, its flags and its \
            placeholders: `--flag VALUE` is required, `[--flag]` may be left out, words in \
            capitals are placeholders. The mark shows where reading stopped.
            """,
            bad: "usage: fleetctl remove [--force",
            good: "usage: fleetctl remove [--force]"),
        Explanation(
            .commandRefused, "line that the usage refuses",
            """
            A line that an operator means or types must fit the `usage:` of a playbook \
            entry. A meant line that does not fit is a mistake of the file. A typed line may \
            fail to fit: then the parser has stopped the slip, and the run says so.
            """,
            bad: "meant: fleetctl remove --count",
            good: "meant: fleetctl remove --count 4"),
        Explanation(
            .unknownPlaceholder, "unknown placeholder",
            """
            `does:` uses an upper-case word that the `usage:` of the same entry does not \
            have, so it would never get a value. `fumble new` says it of a usage line of which \
            it cannot tell what a line does: how many servers, and of what.
            """,
            bad: """
                usage: ctl remove --count COUNT
                does: {remove-servers: {count: CUONT}}
                """,
            good: """
                usage: ctl remove --count COUNT
                does: {remove-servers: {count: COUNT}}
                """),
        Explanation(
            .unknownFlag, "unknown flag",
            """
            The flag is not in the `usage:` of the playbook entry.
            """,
            bad: "skips: {--froce: [rate]}",
            good: "skips: {--force: [rate]}"),
        Explanation(
            .ambiguousUsage, "usage lines that cannot be told apart",
            """
            The same line fits two playbook entries, so what it does would depend on their \
            order.
            """,
            bad: """
                remove: {usage: ctl NAME}
                add: {usage: ctl NAME}
                """,
            good: """
                remove: {usage: ctl remove NAME}
                add: {usage: ctl add NAME}
                """),
        Explanation(
            .unusedPlaceholder, "placeholder that nothing uses",
            """
            The `usage:` asks for a value, and `does:` makes no use of it. The operator \
            would type it for nothing, and a slip in it would have no effect.
            """,
            bad: """
                usage: ctl remove --count COUNT
                does: {remove-servers: {count: 4}}
                """,
            good: """
                usage: ctl remove --count COUNT
                does: {remove-servers: {count: COUNT}}
                """),
    ]
}
