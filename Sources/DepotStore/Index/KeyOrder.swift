/// The keys of a bucket in the order of their bytes, as lists of S3 give them.
///
/// New keys wait unsorted until somebody asks: sorting in each of them would cost a write as much as the bucket is
/// long. Keys never leave, since what was deleted is kept.
struct KeyOrder: Sendable {
    private var sorted: [String] = []
    private var added: [String] = []

    mutating func add(_ key: String) { added.append(key) }

    /// Merges what was added; without it `keys` misses the new ones.
    mutating func settle() {
        guard !added.isEmpty else { return }
        let newer = added.sorted(by: Self.isBefore)
        added = []
        guard let first = newer.first, let last = sorted.last, Self.isBefore(first, last) else {
            sorted += newer
            return
        }
        sorted = Self.merge(sorted, newer)
    }

    /// Up to `limit` keys after `after` that begin with `prefix`; `settle` comes before.
    func keys(prefix: String, after: String, atMost limit: Int) -> ArraySlice<String> {
        var index = firstIndex { !Self.isBefore($0, prefix) }
        if !after.isEmpty {
            index = max(index, firstIndex { Self.isBefore(after, $0) })
        }
        let end = min(sorted.count, index + limit)
        let candidates = sorted[index..<end]
        return candidates.prefix { $0.utf8.starts(with: prefix.utf8) }
    }

    /// S3 orders by UTF-8 bytes; Swift's own order is by Unicode's normal forms.
    static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The first key for which `isAtLeast` holds, where it holds for all after it.
    private func firstIndex(where isAtLeast: (String) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if isAtLeast(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func merge(_ left: [String], _ right: [String]) -> [String] {
        var merged: [String] = []
        merged.reserveCapacity(left.count + right.count)
        var (l, r) = (0, 0)
        while l < left.count, r < right.count {
            if isBefore(right[r], left[l]) {
                merged.append(right[r])
                r += 1
            } else {
                merged.append(left[l])
                l += 1
            }
        }
        return merged + left[l...] + right[r...]
    }
}
