internal import FumbleModel

/// Reads a file as YAML 1.2 (core schema), with the place of every key and value.
///
/// Whatever the bytes are, it gives a tree or says why not, within bounds: it never traps, and an
/// alias bomb costs it nothing.
package enum YAMLReader {
    /// Larger files are refused unread: 8 MiB.
    package static let largestFile = 8 << 20
    /// Lists and mappings within each other, aliases followed.
    package static let deepest = 64
    /// Nodes that aliases may stand for in one file, each counted as often as it is used.
    package static let mostExpandedNodes = 100_000

    /// Reads the tree, and reports everything that is wrong with the file as YAML.
    ///
    /// A tree may come back although something was reported (an unknown anchor, an equal key), so
    /// that the declarations can tell their part at once; what was reported decides.
    package static func read(
        _ bytes: [UInt8], file: String, diagnostics: inout Diagnostics
    ) -> Document? {
        guard isReadable(bytes, file: file, diagnostics: &diagnostics) else { return nil }
        let source = SourceText(file: file, bytes: bytes)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        guard let events = YAMLEvents(bytes: body) else {
            diagnostics.report(
                .fileUnreadable, at: start(of: file), "there is no memory to read the file")
            return nil
        }
        var builder = TreeBuilder(source: source, body: body, events: events)
        let root = builder.build()
        diagnostics.append(builder.diagnostics)
        return root.map { Document(file: file, root: $0, source: source) }
    }

    /// The same, where nothing else is to be told along with what is wrong with the YAML.
    package static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Document {
        var diagnostics = Diagnostics()
        let document = read(bytes, file: file, diagnostics: &diagnostics)
        guard let document, diagnostics.isEmpty else { throw diagnostics }
        return document
    }

    private static func isReadable(
        _ bytes: [UInt8], file: String, diagnostics: inout Diagnostics
    ) -> Bool {
        guard bytes.count <= largestFile else {
            diagnostics.report(
                .fileTooLarge, at: start(of: file),
                "the file has \(bytes.count) bytes, more than the \(largestFile) that are read",
                help: "an experiment or a fleet is a few kilobytes: is this the right file?")
            return false
        }
        guard let offset = CharacterScan.firstUnreadable(in: bytes) else { return true }
        let place = CharacterScan.span(of: offset.byte, in: bytes, file: file)
        switch offset.reason {
        case .notUTF8:
            diagnostics.report(
                .invalidUTF8, at: place, "the file is not UTF-8: this byte is part of no character",
                help: "save the file as UTF-8")
        case .strangeLineBreak:
            diagnostics.report(
                .yamlSyntax, at: place,
                "this character breaks the line for some readers of YAML and not for others",
                help: "write a line end, or `\\L`, `\\P` or `\\N` in double quotes")
        }
        return false
    }

    private static func start(of file: String) -> SourceSpan {
        let start = SourcePosition(file: file, line: 1, column: 1)
        return SourceSpan(start: start, end: start)
    }
}
