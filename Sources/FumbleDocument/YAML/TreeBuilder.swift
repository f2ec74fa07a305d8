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
        let size: Int
        let height: Int
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
        let root = try node(from: next(), depth: 0).node
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

    private mutating func node(from event: YAMLEvent, depth: Int) throws(Stop) -> Anchored {
        switch event.content {
        case .alias(let name):
            return try follow(name, at: event, depth: depth)
        case .scalar(let scalar, let properties):
            refuseTag(properties, at: event)
            let node = Node(span: span(event.start, event.end), content: .scalar(scalar))
            return remember(Anchored(node: node, size: 1, height: 0), as: properties.anchor)
        case .sequenceStart(let properties, let isFlow):
            try open(properties, at: event, depth: depth)
            let list = try sequence(from: event, isFlow: isFlow, depth: depth + 1)
            return remember(list, as: close(properties))
        case .mappingStart(let properties, let isFlow):
            try open(properties, at: event, depth: depth)
            let mapping = try mapping(from: event, isFlow: isFlow, depth: depth + 1)
            return remember(mapping, as: close(properties))
        default:
            throw stop(.yamlSyntax, at: event, "a value is expected here")
        }
    }

    private mutating func sequence(
        from first: YAMLEvent, isFlow: Bool, depth: Int
    ) throws(Stop) -> Anchored {
        var elements: [Node] = []
        var (size, height) = (1, 0)
        while true {
            let event = try next()
            if case .sequenceEnd = event.content {
                let node = Node(
                    span: span(first.start, event.end), content: .sequence(elements), isFlow: isFlow
                )
                return Anchored(node: node, size: size, height: height + 1)
            }
            let element = try self.node(from: event, depth: depth)
            elements.append(element.node)
            size += element.size
            height = max(height, element.height)
        }
    }

    private mutating func mapping(
        from first: YAMLEvent, isFlow: Bool, depth: Int
    ) throws(Stop) -> Anchored {
        var entries: [Node.Entry] = []
        var keys = MappingKeys()
        var (size, height) = (1, 0)
        while true {
            let event = try next()
            if case .mappingEnd = event.content {
                let node = Node(
                    span: span(first.start, event.end), content: .mapping(entries), isFlow: isFlow)
                return Anchored(node: node, size: size, height: height + 1)
            }
            let key = try self.node(from: event, depth: depth)
            let value = try self.node(from: next(), depth: depth)
            size += key.size + value.size
            height = max(height, value.height)
            if isUsable(key.node, at: event, keys: &keys) {
                entries.append(Node.Entry(key: key.node, value: value.node))
            }
        }
    }

    /// Reports a key that cannot stand in a mapping, or stands there already.
    private mutating func isUsable(
        _ key: Node, at event: YAMLEvent, keys: inout MappingKeys
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
        if let first = keys.insert(scalar.text, at: key.span) {
            diagnostics.report(
                .duplicateKey, at: key.span, "`\(scalar.shortened)` stands here a second time",
                help: "remove one of the two",
                related: [.init(at: first, "`\(scalar.shortened)` is here first")])
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

    private mutating func close(_ properties: YAMLProperties) -> String? {
        if properties.anchor != nil { openAnchors.removeLast() }
        return properties.anchor
    }

    private mutating func remember(_ anchored: Anchored, as anchor: String?) -> Anchored {
        if let anchor {
            if anchors.updateValue(anchored, forKey: anchor) == nil { anchorNames.append(anchor) }
        }
        return anchored
    }

    private mutating func follow(
        _ name: String, at event: YAMLEvent, depth: Int
    ) throws(Stop) -> Anchored {
        if openAnchors.contains(name) {
            throw stop(.aliasOfItself, at: event, "`*\(name)` stands inside what it stands for")
        }
        guard let anchored = anchors[name] else {
            let place = span(event.start, event.end)
            diagnostics.report(
                .unknownAnchor, at: place, "there is no anchor `&\(name)` before this alias",
                help: NearestWord.hint(for: name, among: anchorNames, noun: "anchor"))
            let blank = Node.scalar(name, style: .quoted, at: place)
            return Anchored(node: blank, size: 1, height: 0)
        }
        guard depth + anchored.height <= YAMLReader.deepest else { throw tooDeep(event) }
        expandedNodes += anchored.size
        guard expandedNodes <= YAMLReader.mostExpandedNodes else {
            throw stop(
                .aliasExpansion, at: event,
                "the aliases of this file stand for more than \(YAMLReader.mostExpandedNodes) values",
                help: "write what is meant without aliases of aliases")
        }
        return anchored
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

    private func span(_ start: YAMLMark, _ end: YAMLMark) -> SourceSpan {
        SourceSpan(start: start.position(in: source.file), end: end.position(in: source.file))
    }
}

extension YAMLMark {
    func position(in file: String) -> SourcePosition {
        SourcePosition(file: file, line: line + 1, column: column + 1)
    }
}
