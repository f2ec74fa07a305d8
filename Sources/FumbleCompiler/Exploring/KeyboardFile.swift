internal import FumbleDocument
package import FumbleModel

/// A keyboard in a file of its own: `fumble: keyboard/v1`.
package enum KeyboardFile {
    private static let mostKeys = 100

    private static let row = Record(
        "row", summary: "Keys from the left: what each types alone, with Shift, by which hand.",
        Field(
            "at", Shape<Double>.number(in: -5...20, example: 0.5),
            "where the middle of the first key lies, in keys"),
        Field("plain", Shape<String>.text, "what each key types"),
        Field("shifted", Shape<String>.text, "the same with Shift"),
        Field("hands", Shape<String>.text, "the hand of each key: `L` or `R`"),
        makeChecked: {
            (
                span: SourceSpan, reading: inout Reading, at: Double, plain: String,
                shifted: String, hands: String
            ) -> KeyboardLayout.Row? in
            let counts = [plain, shifted, hands].map(\.unicodeScalars.count)
            guard Set(counts).count == 1, counts[0] <= mostKeys,
                hands.allSatisfy({ $0 == "L" || $0 == "R" })
            else {
                reading.report(
                    .conflictingFields, at: span,
                    "the row has \(counts[0]) keys, \(counts[1]) with Shift and \(counts[2]) hands",
                    help: "write one character a key in `plain` and `shifted`, and `L` or `R` in "
                        + "`hands`")
                return nil
            }
            return KeyboardLayout.Row(at: at, plain: plain, shifted: shifted, hands: hands)
        })

    private static let declaration = FileDeclaration(
        "keyboard/v1",
        Record(
            "keyboard", summary: "Which keys lie beside which.",
            Field("name", Shape<String>.name, "its name"),
            Field(
                "rows", Shape<[KeyboardLayout.Row]>.list(of: .record(row), atLeast: 1),
                "the rows from the top"),
            make: { KeyboardLayout(name: $0, rows: $1) }))

    package static func read(
        _ bytes: [UInt8], path: String
    ) -> Result<KeyboardLayout, FileMistakes> {
        var diagnostics = Diagnostics()
        let sources = [SourceText(file: path, bytes: bytes)]
        guard let document = YAMLReader.read(bytes, file: path, diagnostics: &diagnostics) else {
            return .failure(FileMistakes(diagnostics: diagnostics, sources: sources))
        }
        var reading = Reading(diagnostics: diagnostics)
        guard let layout = declaration.read(document, &reading), reading.diagnostics.isEmpty
        else {
            return .failure(FileMistakes(diagnostics: reading.diagnostics, sources: sources))
        }
        return .success(layout)
    }
}
