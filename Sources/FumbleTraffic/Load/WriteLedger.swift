/// Which writes of each key a later reader may find, kept while writes begin and end.
///
/// A reader at the end may find a write unless another one, acknowledged, began after it had ended.
/// A write that nobody answered for has not ended: it may still happen.
package struct WriteLedger: Sendable {
    private struct Write: Sendable {
        let version: Int
        let began: Int
        /// Nil: not ended.
        var ended: Int?
        var isAcknowledged = false
    }

    private struct Key: Sendable {
        let size: Int
        var writes: [Write] = []
        var hasAcknowledged = false
    }

    private var keys: [String: Key] = [:]
    /// In the order of their first write, so that what is told of them has an order.
    private var order: [String] = []
    private var clock = 0
    package private(set) var acknowledged = 0

    package init() {}

    /// Keys that a reader must find something at, in the order of their first write, and their sizes.
    package var due: [(key: String, size: Int)] {
        order.compactMap { name in
            guard let key = keys[name], key.hasAcknowledged else { return nil }
            return (name, key.size)
        }
    }

    /// A write is sent; again, if it was before.
    package mutating func begin(_ key: String, version: Int, size: Int) {
        clock += 1
        if keys[key] == nil { order.append(key) }
        var entry = keys[key] ?? Key(size: size)
        if entry.writes.contains(where: { $0.version == version }) { return }
        entry.writes.append(Write(version: version, began: clock))
        keys[key] = entry
    }

    /// - Parameter mayFollow: an attempt of it was not answered, and may still happen.
    package mutating func acknowledge(_ key: String, version: Int, mayFollow: Bool) {
        clock += 1
        acknowledged += 1
        guard var entry = keys[key],
            let place = entry.writes.firstIndex(where: { $0.version == version })
        else { return }
        entry.hasAcknowledged = true
        entry.writes[place].isAcknowledged = true
        if !mayFollow { entry.writes[place].ended = clock }
        let began = entry.writes[place].began
        entry.writes.removeAll { write in write.ended.map { $0 < began } ?? false }
        keys[key] = entry
    }

    /// What a reader at the end found wrong; nil: it found what it may.
    ///
    /// - Parameter found: the version read; nil: bytes that no write has put there.
    package func fault(in found: Int?, at key: String) -> LostWrite.Found? {
        guard let found else { return .corrupt }
        let isAllowed = keys[key]?.writes.contains { $0.version == found } ?? false
        return isAllowed ? nil : .older
    }
}
