package import FumbleDocument
internal import FumbleModel

/// What is wrong with a file that was taken in, and the text that messages quote.
package struct IntakeMistakes: Error, Sendable {
    package let diagnostics: Diagnostics
    package let source: SourceText

    package init(diagnostics: Diagnostics, source: SourceText) {
        self.diagnostics = diagnostics
        self.source = source
    }
}

/// Somebody else's file, as text.
enum IntakeSource {
    /// - Returns: nil where it is too large, empty or not UTF-8, which was reported.
    static func text(
        _ bytes: [UInt8], file: String, what: String, diagnostics: inout Diagnostics
    ) -> String? {
        let start = SourcePosition(file: file, line: 1, column: 1)
        let place = SourceSpan(start: start, end: start)
        guard bytes.count <= YAMLReader.largestFile else {
            diagnostics.report(
                .fileTooLarge, at: place,
                "the file has \(bytes.count) bytes, more than the \(YAMLReader.largestFile) that "
                    + "are read")
            return nil
        }
        if let unreadable = CharacterScan.firstUnreadable(in: bytes),
            unreadable.reason == .notUTF8
        {
            diagnostics.report(
                .invalidUTF8, at: CharacterScan.span(of: unreadable.byte, in: bytes, file: file),
                "the file is not UTF-8: this byte is part of no character",
                help: "save the file as UTF-8")
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard
            text.unicodeScalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" })
        else {
            diagnostics.report(
                .emptyFile, at: place, "the file is empty, and \(what) was expected")
            return nil
        }
        return text
    }
}
