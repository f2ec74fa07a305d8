/// What a replica knows of a cell: of each name the latest entry that it was told.
///
/// It holds no more than the log says, in whatever order the log says it: the higher version stays.
struct CellTable: Sendable {
    private var buckets: [String: BucketTable] = [:]
    private(set) var usageByServer: [String: Usage] = [:]

    private struct BucketTable: Sendable {
        var entries: [String: Entry] = [:]
        var order = KeyOrder()
        var usage = Usage()

        mutating func keep(_ entry: Entry, of key: String, insteadOf old: Entry?) {
            if old == nil { order.add(key) }
            if let facts = old?.facts { usage.remove(facts) }
            if let facts = entry.facts { usage.add(facts) }
            entries[key] = entry
        }
    }

    subscript(name: ObjectName) -> Entry? {
        buckets[name.bucket]?.entries[name.key]
    }

    /// Whether it holds anything that anybody ever asked it to keep.
    var isEmpty: Bool { buckets.keys.allSatisfy { $0 == ObjectName.bucketOfAges } }

    /// Keeps the record unless it has a later one.
    ///
    /// - Returns: what it displaced.
    @discardableResult
    mutating func apply(_ record: IndexRecord) -> Entry? {
        let (name, entry) = (record.name, record.entry)
        let old = buckets[name.bucket]?.entries[name.key]
        if let old, old.version >= entry.version { return nil }
        buckets[name.bucket, default: BucketTable()].keep(entry, of: name.key, insteadOf: old)
        for server in old?.facts?.location?.servers ?? [] {
            if let facts = old?.facts { usageByServer[server, default: Usage()].remove(facts) }
        }
        for server in entry.facts?.location?.servers ?? [] {
            if let facts = entry.facts { usageByServer[server, default: Usage()].add(facts) }
        }
        return old
    }

    /// Entries in the order of their keys, what was deleted included.
    mutating func list(
        _ bucket: String, prefix: String, after: String, atMost limit: Int
    ) -> [IndexRecord] {
        buckets[bucket]?.order.settle()
        guard let table = buckets[bucket] else { return [] }
        return table.order.keys(prefix: prefix, after: after, atMost: limit).compactMap { key in
            table.entries[key].map {
                IndexRecord(name: ObjectName(bucket: bucket, key: key), entry: $0)
            }
        }
    }

    /// Sorts what is unsorted, so that the first list is not the one that waits.
    mutating func warm() {
        for bucket in buckets.keys.sorted() { buckets[bucket]?.order.settle() }
    }

    /// All entries, in a fixed order, but for those that only age a log.
    func records() -> [IndexRecord] {
        let names = buckets.keys.filter { $0 != ObjectName.bucketOfAges }.sorted()
        return names.flatMap { bucket -> [IndexRecord] in
            let entries = buckets[bucket]?.entries ?? [:]
            return entries.keys.sorted().compactMap { key in
                entries[key].map {
                    IndexRecord(name: ObjectName(bucket: bucket, key: key), entry: $0)
                }
            }
        }
    }

    /// By bucket, in order; buckets that clients cannot name are left out.
    func usageByBucket() -> [(bucket: String, usage: Usage)] {
        buckets.keys.sorted().compactMap { bucket in
            guard bucket != ObjectName.bucketOfBuckets, bucket != ObjectName.bucketOfAges else {
                return nil
            }
            return buckets[bucket].map { (bucket, $0.usage) }
        }
    }
}
