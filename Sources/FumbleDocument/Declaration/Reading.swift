package import FumbleModel

/// What a declaration carries along while it reads a file: mistakes so far, inputs, loop values.
package struct Reading: Sendable {
    package var diagnostics: Diagnostics
    package var inputs: [InputBinding]
    /// Inputs that were read, each once, in the order of their first use.
    package private(set) var usedInputs: [String] = []
    private var eachBindings: [InputBinding] = []
    private var loopPasses = 0
    private var subject = "the value"
    private var owner: SourceSpan?

    /// Passes that the loops of a file may make in all: loops in loops multiply.
    package static let mostLoopPasses = 10_000

    package init(inputs: [InputBinding] = [], diagnostics: Diagnostics = Diagnostics()) {
        self.inputs = inputs
        self.diagnostics = diagnostics
    }

    /// A declared input, with its value where it has one.
    package struct InputBinding: Sendable {
        package let name: String
        package let value: Node?
        /// Its declaration has a mistake, which has been told: its uses are not told again.
        package let isUnreadable: Bool

        package init(name: String, value: Node?, isUnreadable: Bool = false) {
            self.name = name
            self.value = value
            self.isUnreadable = isUnreadable
        }
    }

    package mutating func report(
        _ code: DiagnosticCode, at span: SourceSpan, _ message: String, help: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.report(code, at: span, message, help: help, related: related)
    }

    /// The field being read, for messages: `` `for` ``.
    package var currentSubject: String { subject }

    /// The key whose value is being read: where a field that is missing is told.
    package var currentOwner: SourceSpan? { owner }

    /// Reads the value that belongs to a key, so that messages name it and can point at it.
    package mutating func reading<Value>(
        _ name: String, at key: SourceSpan?, _ body: (inout Reading) -> Value?
    ) -> Value? {
        let outer = (subject, owner)
        defer { (subject, owner) = outer }
        subject = "`\(name)`"
        owner = key
        return body(&self)
    }

    /// Reads an element of a list: messages name the field still, and point at the element.
    mutating func readingElement<Value>(_ body: (inout Reading) -> Value?) -> Value? {
        let outer = owner
        defer { owner = outer }
        owner = nil
        return body(&self)
    }

    /// Reads the body of a loop with `each.NAME` standing for a value; nil beyond the bound.
    package mutating func withEach<Value>(
        _ name: String, as value: Node, _ body: (inout Reading) -> Value?
    ) -> Value? {
        loopPasses += 1
        guard loopPasses <= Self.mostLoopPasses else {
            report(
                .loopTooLong, at: value.span,
                "the loops of this file make more than \(Self.mostLoopPasses) passes")
            return nil
        }
        eachBindings.append(InputBinding(name: name, value: value))
        defer { eachBindings.removeLast() }
        return body(&self)
    }

    /// The node itself, or what it stands for if it is wholly `input.NAME` or `each.NAME`.
    ///
    /// The value takes the place of the reference, so a mistake in it is told where it is used.
    package mutating func resolved(_ node: Node) -> Node? {
        guard let scalar = node.scalar, scalar.style == .plain else { return node }
        if scalar.text.hasPrefix("input.") {
            return input(String(scalar.text.dropFirst("input.".count)), at: node)
        }
        if scalar.text.hasPrefix("each.") {
            return each(String(scalar.text.dropFirst("each.".count)), at: node)
        }
        return node
    }

    private mutating func input(_ name: String, at node: Node) -> Node? {
        guard let binding = inputs.first(where: { $0.name == name }) else {
            diagnostics.reportUnknown(
                .unknownInput, "input", name, at: node.span, among: inputs.map(\.name))
            return nil
        }
        if !usedInputs.contains(name) { usedInputs.append(name) }
        if binding.isUnreadable { return nil }
        guard let value = binding.value else {
            report(
                .unresolvedInput, at: node.span, "input `\(name)` has no value here",
                help: "give it a default, or `--set \(name)=value`")
            return nil
        }
        return Node(span: node.span, content: value.content)
    }

    private mutating func each(_ name: String, at node: Node) -> Node? {
        guard let value = eachBindings.last(where: { $0.name == name })?.value else {
            diagnostics.reportUnknown(
                .unknownEach, "loop value", name, at: node.span, among: eachBindings.map(\.name))
            return nil
        }
        return Node(span: node.span, content: value.content)
    }
}
