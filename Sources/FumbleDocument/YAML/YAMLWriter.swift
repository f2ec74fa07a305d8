/// Writes a tree as YAML that `YAMLReader` reads back to an equal one.
///
/// Fields keep their order and scalars their style; what cannot stand plain where it was is quoted,
/// which changes no meaning. Short collections stand on one line in braces, the fields of the file
/// and whatever has a note in it on lines of their own.
package struct YAMLWriter {
    private let notes: [Note]
    private var text = ""
    /// Whether the next entry continues a line that begins with `- `.
    private var isInline = false

    /// A comment on one node: beside a scalar, above a collection.
    package struct Note: Sendable, Hashable {
        package let path: NodePath
        package let text: String

        package init(at path: NodePath, _ text: String) {
            self.path = path
            self.text = text
        }
    }

    package static func text(_ root: Node, notes: [Note] = []) -> String {
        var writer = YAMLWriter(notes: notes)
        writer.write(root, at: NodePath(), indent: 0)
        return writer.text
    }

    private init(notes: [Note]) {
        self.notes = notes
    }

    private static let widest = 100
    /// A key that is longer must be marked with `?`: libyaml looks 1,024 characters ahead.
    private static let longestKey = 1_000

    /// Writes a node to the end of its line or over lines of its own, and ends the last.
    ///
    /// - Parameter indent: the column of the collection that the node stands in.
    private mutating func write(_ node: Node, at path: NodePath, indent: Int) {
        switch node.content {
        case .scalar(let scalar): write(scalar, at: path, indent: indent)
        case .mapping(let entries) where !entries.isEmpty && !isFlow(node, at: path):
            for entry in entries { write(entry, at: path.key(entry.name), indent: indent) }
        case .sequence(let elements) where !elements.isEmpty && !isFlow(node, at: path):
            for (index, element) in elements.enumerated() {
                write(element: element, at: path.place(index), indent: indent)
            }
        case .mapping, .sequence:
            text += Self.flow(node) ?? ""
            text += "\n"
        }
    }

    private mutating func write(_ scalar: Scalar, at path: NodePath, indent: Int) {
        let notes = notes(at: path).map { "  # \($0)" }.joined()
        let written = YAMLScalarText(scalar: scalar)
        guard let block = written.block else {
            text += written.line(inFlow: false) + notes + "\n"
            return
        }
        text += block.header + notes + "\n"
        for line in block.lines {
            text += line.isEmpty ? "\n" : Self.spaces(indent + 2) + line + "\n"
        }
    }

    private mutating func write(_ entry: Node.Entry, at path: NodePath, indent: Int) {
        begin(entry.value, at: path, indent: indent)
        let key = Self.key(entry)
        text += key.count > Self.longestKey ? "? \(key)\n\(Self.spaces(indent)):" : "\(key):"
        if isOnLines(entry.value, at: path) {
            text += "\n"
            write(entry.value, at: path, indent: indent + 2)
        } else {
            if !entry.value.isEmptyPlace { text += " " }
            write(entry.value, at: path, indent: indent)
        }
    }

    private mutating func write(element: Node, at path: NodePath, indent: Int) {
        begin(element, at: path, indent: indent)
        text += element.isEmptyPlace ? "-" : "- "
        isInline = isOnLines(element, at: path)
        write(element, at: path, indent: isInline ? indent + 2 : indent)
    }

    /// Indents the line of an entry or element, below its notes if it is a collection.
    private mutating func begin(_ node: Node, at path: NodePath, indent: Int) {
        let isContinued = isInline
        isInline = false
        let above = node.scalar == nil ? notes(at: path) : []
        if isContinued, above.isEmpty { return }
        for (index, note) in above.enumerated() {
            text += (isContinued && index == 0 ? "" : Self.spaces(indent)) + "# \(note)\n"
        }
        text += Self.spaces(indent)
    }

    private func notes(at path: NodePath) -> [String] {
        notes.filter { $0.path == path }.map(\.text)
    }

    // MARK: - Collections on one line

    private func isOnLines(_ node: Node, at path: NodePath) -> Bool {
        switch node.content {
        case .scalar: false
        case .sequence(let elements): !elements.isEmpty && !isFlow(node, at: path)
        case .mapping(let entries): !entries.isEmpty && !isFlow(node, at: path)
        }
    }

    private func isFlow(_ node: Node, at path: NodePath) -> Bool {
        if path.parts.isEmpty || notes.contains(where: { path.isAbove($0.path) }) { return false }
        if path.parts.count == 1, node.holdsCollections { return false }
        guard let flow = Self.flow(node) else { return false }
        let before = 2 * path.parts.count + Self.usualKey
        return before + flow.count <= Self.widest
    }

    /// What an entry's key and indentation take of a line, about.
    private static let usualKey = 16

    /// The node within one line; nil where something in it needs lines of its own, or it is longer
    /// than a line.
    private static func flow(_ node: Node) -> String? {
        switch node.content {
        case .scalar(let scalar):
            let written = YAMLScalarText(scalar: scalar)
            return written.fitsFlow ? written.line(inFlow: true) : nil
        case .sequence(let elements):
            return joined(elements) { flow($0) }.map { "[\($0)]" }
        case .mapping(let entries):
            return joined(entries) { entry in
                flow(entry.value).map { "\(key(entry)): \($0)" }
            }.map { "{\($0)}" }
        }
    }

    private static func joined<Part>(_ parts: [Part], _ text: (Part) -> String?) -> String? {
        var line = ""
        for (index, part) in parts.enumerated() {
            guard let next = text(part) else { return nil }
            line += index == 0 ? next : ", \(next)"
            if line.count > widest { return nil }
        }
        return line
    }

    /// A key, quoted where it would not be a word: `null` as a key is no word either.
    private static func key(_ entry: Node.Entry) -> String {
        let style: Scalar.Style = entry.key.scalar?.style == .plain ? .plain : .quoted
        return YAMLScalarText(scalar: Scalar(text: entry.name, style: style)).line(inFlow: true)
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Node {
    /// Nothing at all is written for it.
    fileprivate var isEmptyPlace: Bool {
        scalar.map { $0.style == .plain && $0.text.isEmpty } ?? false
    }

    fileprivate var holdsCollections: Bool {
        switch content {
        case .scalar: false
        case .sequence(let elements): elements.contains { $0.scalar == nil }
        case .mapping(let entries): entries.contains { $0.value.scalar == nil }
        }
    }
}
