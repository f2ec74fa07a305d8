package import FumbleModel

/// Which writes of each key a later reader may find, kept while writes begin and end.
///
/// A reader at the end may find a write unless another one, acknowledged, began after it had ended.
/// A write that nobody answered for has not ended: it may still happen.
package struct WriteLedger: Sendable {
    /// One write of a key, which may be a deletion.
    struct Write: Sendable {
        let version: Int
        /// Nil: it deletes.
        let size: Int?
        fileprivate let began: Int
        /// Nil: not ended.
        fileprivate var ended: Int?
    }

    private struct Key: Sendable {
        /// Who wrote it first: a reader asks where they do.
        let operation: Int
        var writes: [Write] = []
        var hasAcknowledged = false
    }

    private var keys: [String: Key] = [:]
    /// In the order of their first write, so that what is told of them has an order.
    private var order: [String] = []
    private var clock = 0
    package private(set) var acknowledged = 0

    package init() {}

    /// Keys of which a write was acknowledged, in the order of their first write, and the operation
    /// that it was of.
    package var due: [(key: String, operation: Int)] {
        order.compactMap { name in
            guard let key = keys[name], key.hasAcknowledged else { return nil }
            return (name, key.operation)
        }
    }

    /// A write is sent; again, if it was before.
    ///
    /// - Parameter size: nil: it deletes.
    package mutating func begin(
        _ key: String, version: Int, size: Int?, operation: Int = 0
    ) {
        clock += 1
        if keys[key] == nil { order.append(key) }
        var entry = keys[key] ?? Key(operation: operation)
        if entry.writes.contains(where: { $0.version == version }) { return }
        entry.writes.append(Write(version: version, size: size, began: clock))
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
        if !mayFollow { entry.writes[place].ended = clock }
        let began = entry.writes[place].began
        entry.writes.removeAll { write in write.ended.map { $0 < began } ?? false }
        keys[key] = entry
    }

    /// The writes that a reader at the end may find.
    func allowed(at key: String) -> [Write] { keys[key]?.writes ?? [] }

    /// What a reader at the end found wrong; nil: it found what it may.
    ///
    /// - Parameter found: the version read; nil: bytes that no write has put there.
    package func fault(in found: Int?, at key: String) -> LostKey.Found? {
        guard let found else { return .corrupt }
        return allowed(at: key).contains { $0.version == found } ? nil : .older
    }

    /// The same of a reader who found nothing.
    package func faultOfNothing(at key: String) -> LostKey.Found? {
        allowed(at: key).contains { $0.size == nil } ? nil : .nothing
    }
}
