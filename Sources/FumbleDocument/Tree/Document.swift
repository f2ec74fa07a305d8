/// A file that was read as YAML: its tree, and its text for the messages that quote it.
package struct Document: Sendable {
    package let file: String
    package let root: Node
    package let source: SourceText

    package init(file: String, root: Node, source: SourceText) {
        self.file = file
        self.root = root
        self.source = source
    }
}
