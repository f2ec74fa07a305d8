/// One step through a YAML stream.
struct YAMLEvent {
    let content: Content
    let start: YAMLMark
    let end: YAMLMark

    enum Content {
        case streamStart
        case streamEnd
        case documentStart(version: String?, declaresTags: Bool)
        case documentEnd
        case alias(String)
        case scalar(Scalar, YAMLProperties)
        case sequenceStart(YAMLProperties, isFlow: Bool)
        case sequenceEnd
        case mappingStart(YAMLProperties, isFlow: Bool)
        case mappingEnd
    }
}

/// What may be written before a node: `&anchor`, `!tag`. Most nodes have neither: they should be
/// small.
indirect enum YAMLProperties {
    case none
    case written(anchor: String?, tag: String?)

    var anchor: String? {
        if case .written(let anchor, _) = self { anchor } else { nil }
    }

    var tag: String? {
        if case .written(_, let tag) = self { tag } else { nil }
    }
}

/// A place as libyaml tells it: lines and characters counted from 0.
struct YAMLMark {
    let line: Int
    let column: Int
}

/// Why libyaml went no further, in its own words.
struct YAMLProblem: Error {
    let problem: String
    let context: String?
    let mark: YAMLMark
    let contextMark: YAMLMark
    /// Where the byte lies that is no character, for the problems that have no mark.
    let byteOffset: Int?
}
