internal import FumbleModel

/// What is deleted of one subsystem's data, and what of it comes back.
struct DataKeeper: Sendable {
    private(set) var deleted = KeyRanges()
    private let state: StateSpec?
    private var isRestoring = false
    /// Whether somebody asked for a restore while one was under way, of what it does not bring back.
    private var isAskedAgain = false

    init(_ state: StateSpec?) {
        self.state = state
    }

    /// What a restore that begins will do.
    struct Restore: Sendable {
        let bytes: Int64
        /// In microseconds.
        let takes: Int64
    }

    /// What came back.
    struct Returned: Sendable {
        let objects: Int64
        /// Objects written in the copy's age; nil: nobody knows.
        let lost: Int64?
        /// The copy's age at the latest deletion, in microseconds.
        let age: Int64
    }

    /// The share of all the data that is there.
    var kept: Double { 1 - KeyRanges.share(deleted.length) }

    /// - Returns: the share of all the data that is newly deleted, and its objects.
    mutating func delete(_ share: Share, at now: Int64) -> (share: Share, objects: Int64) {
        let length = deleted.delete(millionths: share.partsPerMillion, at: now)
        let millionths = (KeyRanges.share(length) * 1_000_000).rounded()
        return (Share(partsPerMillion: Int64(millionths)), objects(in: length))
    }

    /// Begins to bring back what is deleted now.
    ///
    /// What is deleted while a restore is under way comes back by another one, which begins when the
    /// first is over.
    ///
    /// - Returns: nil: there is nothing to do now.
    mutating func restore() -> Restore? {
        guard let state, let copy = state.copy else { return nil }
        let length = deleted.standing.reduce(0) { $0 + $1.length }
        guard length > 0 else { return nil }
        if isRestoring {
            isAskedAgain = true
            return nil
        }
        isRestoring = true
        deleted.beginReturn()
        let bytes = (Double(state.size.bytes) * KeyRanges.share(length)).rounded()
        let copying = Horizon.microseconds(after: bytes / copy.restoresAt.bytesPerSecond)
        return Restore(
            bytes: Int64(bytes), takes: Horizon.sum(copy.after.microseconds, copying))
    }

    /// Whether another restore waits for the one under way.
    var isWaiting: Bool { isAskedAgain }

    /// The restore under way is over.
    mutating func endRestore() -> Returned {
        isRestoring = false
        isAskedAgain = false
        let back = deleted.endReturn()
        let age = state?.copy?.age.microseconds ?? 0
        let oldest = back.map { Horizon.sum(age, $0.deletedAt) }.max() ?? age
        let lost = state?.writesPerSecond.map { rate in
            back.reduce(Int64(0)) { sum, range in
                let since = Double(Horizon.sum(age, range.deletedAt)) / 1_000_000
                let written = rate * since * KeyRanges.share(range.length)
                // What is written again and again is lost once.
                let most = objects(in: range.length)
                return sum + (most > 0 ? min(Self.count(written), most) : Self.count(written))
            }
        }
        return Returned(
            objects: back.reduce(0) { $0 + objects(in: $1.length) }, lost: lost, age: oldest)
    }

    private func objects(in length: UInt64) -> Int64 {
        Self.count(Double(state?.objects ?? 0) * KeyRanges.share(length))
    }

    private static func count(_ number: Double) -> Int64 {
        Int64(min(number.rounded(), Double(Horizon.farAway)))
    }
}
