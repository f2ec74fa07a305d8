package import FumbleModel

/// All mistakes found in the files of one experiment, to be told at once.
package struct Diagnostics: Error, Sendable {
    private var recorded: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []
    /// Mistakes found after the bound was reached, counted and not kept.
    package private(set) var dropped = 0

    /// A file with more mistakes than this is wrong as a whole; the rest is only counted.
    package static let limit = 200

    package init() {}

    package init(_ diagnostic: Diagnostic) {
        report(diagnostic)
    }

    package var isEmpty: Bool { recorded.isEmpty }

    /// Whether what is found from now on is only counted: then no hint is worth its search.
    package var isFull: Bool { recorded.count >= Self.limit }

    package var count: Int { recorded.count + dropped }

    /// In the order of the files and of the lines in them.
    package var sorted: [Diagnostic] {
        recorded.sorted { ($0.span.start, $0.code.rawValue) < ($1.span.start, $1.code.rawValue) }
    }

    /// Notes a mistake once, however many ways lead to it.
    package mutating func report(_ diagnostic: Diagnostic) {
        guard !seen.contains(diagnostic) else { return }
        guard recorded.count < Self.limit else {
            dropped += 1
            return
        }
        seen.insert(diagnostic)
        recorded.append(diagnostic)
    }

    package mutating func report(
        _ code: DiagnosticCode, at span: SourceSpan, _ message: String, help: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        report(Diagnostic(code, at: span, message, help: help, related: related))
    }

    /// Notes a name that means nothing: ``there is no subsystem `indx` ``, with the nearest known.
    package mutating func reportUnknown(
        _ code: DiagnosticCode, _ noun: String, _ name: String, at span: SourceSpan,
        among known: [String]
    ) {
        report(
            code, at: span, "there is no \(noun) `\(name)`",
            help: isFull ? nil : NearestWord.hint(for: name, among: known, noun: noun))
    }

    package mutating func append(_ others: Diagnostics) {
        for diagnostic in others.recorded { report(diagnostic) }
        dropped += others.dropped
    }
}
