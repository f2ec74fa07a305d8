/// What was found of what clients had written, read back at the end of an arm; real servers only.
///
/// Every key is read whose writing was acknowledged. It is lost when a reader finds neither the last
/// write that was acknowledged nor one that may have come after it.
package struct WritesRead: Sendable, Hashable, Codable {
    /// Writes that were acknowledged, and the keys that they were to.
    package let acknowledged: Int
    package let keys: Int
    /// Keys of which the last acknowledged write is lost.
    package let lost: Int
    /// Keys that could not be read, so that nothing is known of them.
    package let unread: Int
    /// The first of the lost keys, at most `mostNamed`.
    package let named: [LostKey]

    /// So many keys are enough to look into a loss.
    package static let mostNamed = 8

    package init(acknowledged: Int, keys: Int, lost: [LostKey], unread: Int) {
        self.acknowledged = acknowledged
        self.keys = keys
        self.lost = lost.count
        self.unread = unread
        named = Array(lost.prefix(Self.mostNamed))
    }

    private init(_ one: WritesRead, _ other: WritesRead) {
        acknowledged = one.acknowledged + other.acknowledged
        keys = one.keys + other.keys
        lost = one.lost + other.lost
        unread = one.unread + other.unread
        named = Array((one.named + other.named).prefix(Self.mostNamed))
    }

    /// What was found of both, of which no key is the same.
    package func adding(_ other: WritesRead) -> WritesRead { WritesRead(self, other) }
}

/// A key at which the last acknowledged write was not found.
package struct LostKey: Sendable, Hashable, Codable {
    /// As clients wrote to it, such as `/drill/key-7`.
    package let key: String
    package let found: Found

    package init(key: String, found: Found) {
        self.key = key
        self.found = found
    }

    package enum Found: String, Sendable, Hashable, Codable {
        case nothing
        /// What an earlier write had put there.
        case older
        /// What no write had put there, or a part of it.
        case corrupt
    }
}
