/// The keys of one mapping while it is read, to find one that stands there twice.
///
/// Most mappings are small: comparing a few words is quicker than hashing them, and was measured at
/// a tenth of the whole reading.
struct MappingKeys {
    private var many: [String: Int] = [:]
    private static let mostCompared = 8

    /// Which of the entries has the same key; nil, and noted, where it is new.
    mutating func index(of name: String, among entries: [Node.Entry]) -> Int? {
        for index in 0..<min(entries.count, Self.mostCompared)
        where entries[index].key.scalar?.text == name {
            return index
        }
        guard entries.count >= Self.mostCompared else { return nil }
        if let first = many[name] { return first }
        many[name] = entries.count
        return nil
    }
}
