package import FumbleModel

/// A piece of a file as it was written, with its place: what every declaration reads from.
package struct Node: Sendable {
    package let content: Content
    /// Whether it is a list or a mapping in brackets.
    package let isFlow: Bool
    private let file: String
    private let start: Mark
    private let end: Mark

    package init(span: SourceSpan, content: Content, isFlow: Bool = false) {
        self.content = content
        self.isFlow = isFlow
        file = span.start.file
        start = Mark(line: span.start.line, column: span.start.column)
        end = Mark(line: span.end.line, column: span.end.column)
    }

    /// The same for the reader, which has no positions to take apart.
    init(file: String, start: Mark, end: Mark, content: Content, isFlow: Bool = false) {
        self.content = content
        self.isFlow = isFlow
        self.file = file
        self.start = start
        self.end = end
    }

    /// From the first character up to the end; of a collection, the end is where the next begins.
    package var span: SourceSpan {
        SourceSpan(start: start.position(in: file), end: end.position(in: file))
    }

    /// Half the size of a position: a tree has two for each of its nodes. Files are 8 MiB at most.
    struct Mark {
        private let line: Int32
        private let column: Int32

        /// Counted from 1.
        init(line: Int, column: Int) {
            self.line = Int32(clamping: line)
            self.column = Int32(clamping: column)
        }

        func position(in file: String) -> SourcePosition {
            SourcePosition(file: file, line: Int(line), column: Int(column))
        }
    }

    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        /// In the order of the file, duplicates included: the reader has told of them.
        case mapping([Entry])
    }

    /// One `key: value` of a mapping.
    package struct Entry: Sendable {
        package let key: Node
        package let value: Node

        package init(key: Node, value: Node) {
            self.key = key
            self.value = value
        }

        /// The key as written; keys are always scalars in a tree that the reader made.
        package var name: String { key.scalar?.text ?? "" }
    }
}

extension Node {
    /// A word that was not read from a file, such as a value given on the command line.
    package static func scalar(
        _ text: String, style: Scalar.Style = .plain, at span: SourceSpan
    ) -> Node {
        Node(span: span, content: .scalar(Scalar(text: text, style: style)))
    }

    package var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var elements: [Node]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    package var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value of the first entry called `name`, if this is a mapping that has one.
    package subscript(name: String) -> Node? {
        entries?.first { $0.name == name }?.value
    }

    /// Whether nothing was written here: an empty place, `null` or `~`.
    package var isBlank: Bool { scalar?.core == .null }

    /// What this is, for a message: `a list`, or the word itself.
    package var phrase: String {
        switch content {
        case .scalar(let scalar): "`\(scalar.shortened)`"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

extension Node {
    /// The smallest mark for a message: a scalar whole, of a collection only its first character.
    var shortSpan: SourceSpan {
        guard scalar == nil else { return span }
        let start = span.start
        let next = SourcePosition(file: start.file, line: start.line, column: start.column + 1)
        return SourceSpan(start: start, end: next)
    }
}
