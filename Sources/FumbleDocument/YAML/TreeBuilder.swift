internal import FumbleModel

/// Makes the tree of one document out of events, and refuses what fumble's YAML leaves out.
struct TreeBuilder: ~Copyable {
    private(set) var diagnostics = Diagnostics()
    private let source: SourceText
    private let body: ArraySlice<UInt8>
    private var events: YAMLEvents
    private var anchors: [String: Anchored] = [:]
    private var anchorNames: [String] = []
    private var openAnchors: [String] = []
    private var expandedNodes = 0

    init(source: SourceText, body: ArraySlice<UInt8>, events: consuming YAMLEvents) {
        self.source = source
        self.body = body
        self.events = events
    }

    /// A node with what following an alias to it costs.
    private struct Anchored {
        let node: Node
        let extent: Extent
    }

    /// How many nodes there are, and how many lie within each other.
    private struct Extent {
        var size = 0
        var height = 0

        mutating func add(_ inner: Extent) {
            size += inner.size
            height = max(height, inner.height)
        }
    }

    /// Reading cannot go on; why has been reported.
    private struct Stop: Error {}

    /// The root of the only document, or nil after reporting why there is none.
    mutating func build() -> Node? {
        do throws(Stop) {
            return try document()
        } catch {
            return nil
        }
    }

    private mutating func document() throws(Stop) -> Node {
        var event = try next()
        if case .streamStart = event.content { event = try next() }
        guard case .documentStart(let version, let declaresTags) = event.content else {
            throw stop(
                .emptyFile, at: event, "the file is empty",
                help: "its first line says what it is, as in `fumble: experiment/v1`")
        }
        if let version, version != "1.2" {
            report(
                .yamlDirective, at: event, "files are YAML 1.2, and this one says \(version)",
                help: "leave the directive out")
        }
        if declaresTags {
            report(.yamlDirective, at: event, "a `%TAG` directive has no use: tags are not read")
        }
        var extent = Extent()
        let root = try node(from: next(), depth: 0, within: &extent)
        event = try next()
        if case .documentEnd = event.content { event = try next() }
        guard case .streamEnd = event.content else {
            throw stop(
                .severalDocuments, at: event, "a second document begins here",
                help: "one file is one document: move this one to a file of its own")
        }
        if root.isBlank {
            report(
                .emptyFile, at: root.span, "the file is empty",
                help: "its first line says what it is, as in `fumble: experiment/v1`")
            throw Stop()
        }
        return root
    }

    /// - Parameter whole: the extent of the collection it stands in, to which its own is added.
    private mutating func node(
        from event: YAMLEvent, depth: Int, within whole: inout Extent
    ) throws(Stop) -> Node {
        switch event.content {
        case .alias(let name):
            return try follow(name, at: event, depth: depth, within: &whole)
        case .scalar(let scalar, let properties):
            let node = node(from: event.start, to: event.end, .scalar(scalar))
            whole.size += 1
            if case .written = properties {
                refuseTag(properties, at: event)
                remember(node, Extent(size: 1), as: properties.anchor)
            }
            return node
        case .sequenceStart(let properties, let isFlow):
            try open(properties, at: event, depth: depth)
            var extent = Extent(size: 1)
            let list = try sequence(from: event, isFlow: isFlow, depth: depth + 1, &extent)
            return close(list, extent, properties, within: &whole)
        case .mappingStart(let properties, let isFlow):
            try open(properties, at: event, depth: depth)
            var extent = Extent(size: 1)
            let mapping = try mapping(from: event, isFlow: isFlow, depth: depth + 1, &extent)
            return close(mapping, extent, properties, within: &whole)
        default:
            throw stop(.yamlSyntax, at: event, "a value is expected here")
        }
    }

    private mutating func sequence(
        from first: YAMLEvent, isFlow: Bool, depth: Int, _ extent: inout Extent
    ) throws(Stop) -> Node {
        var elements: [Node] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.content {
                extent.height += 1
                return node(from: first.start, to: event.end, .sequence(elements), isFlow: isFlow)
            }
            elements.append(try node(from: event, depth: depth, within: &extent))
        }
    }

    private mutating func mapping(
        from first: YAMLEvent, isFlow: Bool, depth: Int, _ extent: inout Extent
    ) throws(Stop) -> Node {
        var entries: [Node.Entry] = []
        entries.reserveCapacity(Self.usualKeys)
        var keys = MappingKeys()
        while true {
            let event = try next()
            if case .mappingEnd = event.content {
                extent.height += 1
                return node(from: first.start, to: event.end, .mapping(entries), isFlow: isFlow)
            }
            let key = try node(from: event, depth: depth, within: &extent)
            let value = try node(from: next(), depth: depth, within: &extent)
            if isUsable(key, at: event, keys: &keys, among: entries) {
                entries.append(Node.Entry(key: key, value: value))
            }
        }
    }

    /// Space for so many keys is taken at once: most mappings have few.
    private static let usualKeys = 4

    /// Reports a key that cannot stand in a mapping, or stands there already.
    private mutating func isUsable(
        _ key: Node, at event: YAMLEvent, keys: inout MappingKeys, among entries: [Node.Entry]
    ) -> Bool {
        guard let scalar = key.scalar else {
            report(.keyNotScalar, at: key.shortSpan, "a key must be a word, not \(key.phrase)")
            return false
        }
        if scalar.text == "<<", scalar.style == .plain {
            report(
                .mergeKey, at: key.span, "the merge key `<<` is not read",
                help: "write the fields out where they are needed")
            return false
        }
        if let first = keys.index(of: scalar.text, among: entries) {
            diagnostics.report(
                .duplicateKey, at: key.span, "`\(scalar.shortened)` stands here a second time",
                help: "remove one of the two",
                related: [.init(at: entries[first].key.span, "`\(scalar.shortened)` is here first")]
            )
            return false
        }
        return true
    }
}

// MARK: - Anchors and bounds

extension TreeBuilder {
    private mutating func open(
        _ properties: YAMLProperties, at event: YAMLEvent, depth: Int
    ) throws(Stop) {
        refuseTag(properties, at: event)
        guard depth < YAMLReader.deepest else { throw tooDeep(event) }
        if let anchor = properties.anchor { openAnchors.append(anchor) }
    }

    private mutating func close(
        _ node: Node, _ extent: Extent, _ properties: YAMLProperties, within whole: inout Extent
    ) -> Node {
        whole.add(extent)
        if let anchor = properties.anchor {
            openAnchors.removeLast()
            remember(node, extent, as: anchor)
        }
        return node
    }

    private mutating func remember(_ node: Node, _ extent: Extent, as anchor: String?) {
        guard let anchor else { return }
        let anchored = Anchored(node: node, extent: extent)
        if anchors.updateValue(anchored, forKey: anchor) == nil { anchorNames.append(anchor) }
    }

    private mutating func follow(
        _ name: String, at event: YAMLEvent, depth: Int, within whole: inout Extent
    ) throws(Stop) -> Node {
        if openAnchors.contains(name) {
            throw stop(.aliasOfItself, at: event, "`*\(name)` stands inside what it stands for")
        }
        guard let anchored = anchors[name] else {
            let place = span(event.start, event.end)
            let help =
                diagnostics.isFull
                ? nil : NearestWord.hint(for: name, among: anchorNames, noun: "anchor")
            diagnostics.report(
                .unknownAnchor, at: place, "there is no anchor `&\(name)` before this alias",
                help: help)
            whole.size += 1
            return Node.scalar(name, style: .quoted, at: place)
        }
        guard depth + anchored.extent.height <= YAMLReader.deepest else { throw tooDeep(event) }
        expandedNodes += anchored.extent.size
        guard expandedNodes <= YAMLReader.mostExpandedNodes else {
            throw stop(
                .aliasExpansion, at: event,
                "the aliases of this file stand for more than \(YAMLReader.mostExpandedNodes) values",
                help: "write what is meant without aliases of aliases")
        }
        whole.add(anchored.extent)
        return anchored.node
    }

    private mutating func refuseTag(_ properties: YAMLProperties, at event: YAMLEvent) {
        guard let tag = properties.tag else { return }
        let core = "tag:yaml.org,2002:"
        let shown = tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
        report(
            .yamlTag, at: event, "the tag `\(shown)` is not read",
            help: "leave it out: a value is what its field says")
    }

    private mutating func tooDeep(_ event: YAMLEvent) -> Stop {
        stop(
            .yamlTooDeep, at: event,
            "lists and mappings lie more than \(YAMLReader.deepest) deep here")
    }
}

// MARK: - Events and places

extension TreeBuilder {
    private mutating func next() throws(Stop) -> YAMLEvent {
        do throws(YAMLProblem) {
            return try events.next()
        } catch {
            let telling = YAMLProblemText(problem: error, source: source, body: body)
            diagnostics.report(telling.diagnostic)
            throw Stop()
        }
    }

    private mutating func stop(
        _ code: DiagnosticCode, at event: YAMLEvent, _ message: String, help: String? = nil
    ) -> Stop {
        report(code, at: event, message, help: help)
        return Stop()
    }

    private mutating func report(
        _ code: DiagnosticCode, at event: YAMLEvent, _ message: String, help: String? = nil
    ) {
        report(code, at: span(event.start, event.end), message, help: help)
    }

    private mutating func report(
        _ code: DiagnosticCode, at span: SourceSpan, _ message: String, help: String? = nil
    ) {
        diagnostics.report(code, at: span, message, help: help)
    }

    private func node(
        from start: YAMLMark, to end: YAMLMark, _ content: Node.Content, isFlow: Bool = false
    ) -> Node {
        Node(
            file: source.file, start: start.mark, end: end.mark, content: content, isFlow: isFlow)
    }

    private func span(_ start: YAMLMark, _ end: YAMLMark) -> SourceSpan {
        SourceSpan(start: start.position(in: source.file), end: end.position(in: source.file))
    }
}

extension YAMLMark {
    var mark: Node.Mark { Node.Mark(line: line + 1, column: column + 1) }

    func position(in file: String) -> SourcePosition {
        SourcePosition(file: file, line: line + 1, column: column + 1)
    }
}
