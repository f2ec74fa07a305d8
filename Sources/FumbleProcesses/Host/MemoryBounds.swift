import FumbleModel

/// The bounds that stand on the memory of one server's group, and what each of them did.
///
/// The least of them is in force. What the kernel counts meanwhile - how often the bound was met, and
/// how many processes it ended for it - is that one's doing, and none of the others'.
struct MemoryBounds: Sendable {
    private var standing: [Standing] = []
    /// What the kernel had counted when it was last asked.
    private var counted = Counts()

    struct Counts: Sendable, Hashable {
        var met = 0
        var ended = 0
    }

    private struct Standing: Sendable {
        let headroom: ByteCount
        let limit: Int
        var done = Counts()
    }

    /// The bytes that the group may have; nil: as many as it likes.
    var limit: Int? { standing.map(\.limit).min() }

    var isEmpty: Bool { standing.isEmpty }

    /// One more stands from now on. One of that headroom which stands already is the same, told again.
    ///
    /// - Parameters:
    ///   - usage: the bytes that the group has now.
    ///   - counts: of the kernel, before the bound is set: it may be met at once.
    mutating func begin(_ headroom: ByteCount, usage: Int, counts: Counts) {
        settle(counts)
        guard !standing.contains(where: { $0.headroom == headroom }) else { return }
        standing.append(Standing(headroom: headroom, limit: usage + Int(headroom.bytes)))
    }

    /// One stands no longer.
    ///
    /// - Returns: what it did; nil: there was none.
    mutating func end(_ headroom: ByteCount, counts: Counts) -> Counts? {
        settle(counts)
        guard let place = standing.firstIndex(where: { $0.headroom == headroom }) else {
            return nil
        }
        return standing.remove(at: place).done
    }

    private mutating func settle(_ counts: Counts) {
        if let limit, let place = standing.firstIndex(where: { $0.limit == limit }) {
            standing[place].done.met += counts.met - counted.met
            standing[place].done.ended += counts.ended - counted.ended
        }
        counted = counts
    }
}
