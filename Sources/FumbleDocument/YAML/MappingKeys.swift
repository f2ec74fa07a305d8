internal import FumbleModel

/// The keys of one mapping while it is read, to find one that stands there twice.
///
/// Most mappings are small: comparing a few words is quicker than hashing them, and was measured at
/// a tenth of the whole reading.
struct MappingKeys {
    private var few: [(name: String, span: SourceSpan)] = []
    private var many: [String: SourceSpan] = [:]
    private static let mostCompared = 8

    /// Where the same key stands already; nil, and noted, where it is new.
    mutating func insert(_ name: String, at span: SourceSpan) -> SourceSpan? {
        for key in few where key.name == name { return key.span }
        if few.count < Self.mostCompared {
            few.append((name, span))
            return nil
        }
        if let first = many[name] { return first }
        many[name] = span
        return nil
    }
}
