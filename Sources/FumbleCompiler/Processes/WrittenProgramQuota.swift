internal import FumbleDocument
internal import FumbleModel

/// Where a server reads how many bytes its folder may hold, as a fleet file writes it.
enum WrittenProgramQuota {
    static let record = Record(
        "program-quota",
        summary: "A file in which a server reads, before each write, how many bytes its folder may "
            + "hold: one decimal number. Without the file there is no limit.",
        Field(
            "file", file,
            "the file, counted from the server's own folder; its own bytes do not count"),
        Field<String>.defaulted(
            "of", WrittenProgram.within, to: ".", written: ".",
            "the folder that holds no more, counted from the server's own"),
        makeChecked: check)

    private static func check(
        _ span: SourceSpan, _ reading: inout Reading, _ file: String, _ folder: String
    ) -> ProgramSpec.Quota? {
        guard file != folder else {
            reading.report(
                .conflictingFields, at: span, "`\(file)` is the file and the folder at once",
                help: "write `{file: data/quota, of: data}`")
            return nil
        }
        return ProgramSpec.Quota(file: file, folder: folder)
    }

    private static let file = WrittenProgram.within.checked { text in
        let name = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return name.isEmpty || name == "."
            ? ScalarMistake(.outOfRange, "names no file: `\(text)`", help: "write `data/quota`")
            : nil
    }
}
