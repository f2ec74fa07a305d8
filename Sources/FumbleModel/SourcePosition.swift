/// A place in a file that somebody wrote: what a message or a verdict points at.
///
/// Lines and columns count from 1; a column is a character (Unicode scalar), not a byte.
package struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `path/file.yaml:3:5`, as editors and terminals make it clickable.
    package var description: String { "\(file):\(line):\(column)" }

    /// What `description` says, read again; nil: it is no place in a file.
    package init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 2, let line = Int(parts[parts.count - 2]),
            let column = Int(parts[parts.count - 1]), line > 0, column > 0
        else { return nil }
        self.init(
            file: parts.dropLast(2).joined(separator: ":"), line: line, column: column)
    }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// A stretch of a file, from its first character up to, not including, its end.
package struct SourceSpan: Hashable, Sendable, Comparable {
    package let start: SourcePosition
    package let end: SourcePosition

    package init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }

    package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}
