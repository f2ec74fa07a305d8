package import FumbleDocument
package import FumbleModel

/// A file of deviations that somebody has in hand, `fumble: known-deviations/v1`: each with an owner
/// and the last day on which it is borne with.
package enum KnownDeviations {
    package static let declaration = FileDeclaration(
        "known-deviations/v1",
        Record(
            "known deviations", summary: "What turns no gate red until its day is over.",
            Field("known", Shape<[KnownDeviation]>.list(of: .record(entry)), "each of them"),
            make: { $0 }))

    /// - Parameter path: the file, for messages.
    package static func read(
        _ bytes: [UInt8], path: String
    ) -> Result<[KnownDeviation], FileMistakes> {
        var diagnostics = Diagnostics()
        let sources = [SourceText(file: path, bytes: bytes)]
        guard let document = YAMLReader.read(bytes, file: path, diagnostics: &diagnostics) else {
            return .failure(FileMistakes(diagnostics: diagnostics, sources: sources))
        }
        var reading = Reading(diagnostics: diagnostics)
        let known = declaration.read(document, &reading)
        guard let known, reading.diagnostics.isEmpty else {
            return .failure(FileMistakes(diagnostics: reading.diagnostics, sources: sources))
        }
        return .success(known)
    }

    private static let entry = Record(
        "known deviation", summary: "A deviation that somebody has in hand.",
        Field(
            "deviation", Shape<String>.text,
            "what `fumble compare` calls it: `promise capacity of index`"),
        Field<String?>.optional("experiment", .name, "of which experiment; left out, of any"),
        Field("owner", Shape<String>.text, "who has it in hand"),
        Field("until", Shape<CalendarDay>.day, "the last day on which it is borne with"),
        Field<String?>.optional("because", .text, "why"),
        make: KnownDeviation.init)
}
