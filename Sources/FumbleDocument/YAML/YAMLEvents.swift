internal import CLibYAML

/// The events of a YAML stream, one by one, from the system's libyaml: the only file that knows it.
///
/// Owns a copy of the input, because libyaml keeps a pointer to it.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Nil where libyaml has no memory for a parser. `bytes` are UTF-8 without a byte order mark.
    init?(bytes: ArraySlice<UInt8>) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        input = .allocate(capacity: max(1, bytes.count))
        _ = input.update(fromContentsOf: bytes)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event; after the end of the stream, or after an error, nothing more may be asked.
    mutating func next() throws(YAMLProblem) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(
            content: Self.content(of: event), start: YAMLMark(event.start_mark),
            end: YAMLMark(event.end_mark))
    }

    private static func content(of event: yaml_event_t) -> YAMLEvent.Content {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            let start = event.data.document_start
            let version = start.version_directive.map { "\($0.pointee.major).\($0.pointee.minor)" }
            let hasTags = start.tag_directives.start != start.tag_directives.end
            return .documentStart(version: version, declaresTags: hasTags)
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT:
            return .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            return scalar(event.data.scalar)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return .sequenceStart(
                properties(start.anchor, start.tag),
                isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return .mappingStart(
                properties(start.anchor, start.tag),
                isFlow: start.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_STREAM_START_EVENT: return .streamStart
        default: return .streamEnd
        }
    }

    private static func scalar(
        _ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar
    ) -> YAMLEvent.Content {
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let style: Scalar.Style
        switch scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: style = .block
        default: style = .plain
        }
        return .scalar(
            Scalar(text: String(decoding: bytes, as: UTF8.self), style: style),
            properties(scalar.anchor, scalar.tag))
    }

    private static func properties(
        _ anchor: UnsafePointer<yaml_char_t>?, _ tag: UnsafePointer<yaml_char_t>?
    ) -> YAMLProperties {
        anchor == nil && tag == nil ? .none : .written(anchor: text(anchor), tag: text(tag))
    }

    private static func text(_ characters: UnsafePointer<yaml_char_t>?) -> String? {
        characters.map { String(cString: $0) }
    }

    /// What the parser last complained of.
    private var problem: YAMLProblem {
        let source = parser.pointee
        let isReader = source.error == YAML_READER_ERROR
        return YAMLProblem(
            problem: source.problem.map { String(cString: $0) } ?? "out of memory",
            context: source.context.map { String(cString: $0) },
            mark: YAMLMark(source.problem_mark), contextMark: YAMLMark(source.context_mark),
            byteOffset: isReader ? source.problem_offset : nil)
    }
}

extension YAMLMark {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line, column: mark.column)
    }
}
