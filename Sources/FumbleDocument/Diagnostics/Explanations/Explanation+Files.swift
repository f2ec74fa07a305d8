extension Explanation {
    /// What can be wrong with files as a whole.
    static let ofFiles: [Explanation] = [
        Explanation(
            .fileMissing, "file not found",
            """
            There is no file of this name. A path in a file is looked for from the folder \
            of the file that names it, a path on the command line from where you are.
            """,
            bad: "fleet: fleet/object-store.yaml",
            good: "fleet: fleets/object-store.yaml"),
        Explanation(
            .fileUnreadable, "file cannot be read",
            """
            The file is there and could not be read: it is a folder, or its permissions \
            forbid it.
            """,
            bad: "fleet: fleets",
            good: "fleet: fleets/object-store.yaml"),
        Explanation(
            .fileTooLarge, "file too large",
            """
            Files above 8 MiB are refused unread. An experiment or a fleet is a few \
            kilobytes; a larger one is a mistaken path, or data that belongs elsewhere.
            """,
            bad: "fumble check backup.tar",
            good: "fumble check experiment.yaml"),
        Explanation(
            .invalidUTF8, "not UTF-8",
            """
            Files are UTF-8 text, with or without a byte order mark. The mark shows the \
            first byte that is part of no character; files saved as Latin-1 or UTF-16 fail \
            here.
            """,
            bad: "a file saved as UTF-16",
            good: "the same file saved as UTF-8"),
        Explanation(
            .emptyFile, "empty file",
            """
            Nothing is written in the file, or only comments. The first line of a file \
            says what it is.
            """,
            bad: "# to be written",
            good: """
                fumble: experiment/v1
                name: first-try
                """),
        Explanation(
            .wrongFileKind, "wrong kind of file",
            """
            The first field of every file is `fumble`, and says what the file is and in \
            which version: `experiment/v1`, `fleet/v1`, `schedule/v1` or `game-day/v1`. Here another kind \
            was expected, or the field is missing or not first.
            """,
            bad: "fumble: experiment/v2",
            good: "fumble: experiment/v1"),
        Explanation(
            .severalDocuments, "several documents in one file",
            """
            YAML can hold several documents in a file, divided by `---`. fumble reads one \
            a file, so that a place in a file is always a place in one experiment.
            """,
            bad: """
                fumble: fleet/v1
                ---
                fumble: experiment/v1
                """,
            good: "fumble: experiment/v1"),
    ]
}
