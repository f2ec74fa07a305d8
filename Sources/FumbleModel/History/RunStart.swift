/// When a run or a sweep was begun, finely enough to put those of one second in order.
///
/// A name holds the second and then the seed, so that it says nothing of the order within a second.
package struct RunStart: Sendable, Hashable, Comparable {
    /// Since 1970: what the name says, for people go by it; else what the record or the disk says.
    private let second: Int64
    /// Since 1970, as the record has it; the second's own where it has none.
    private let microseconds: Int64
    /// When its record was last written, in nanoseconds since 1970.
    package let written: Int64
    private let name: String

    /// - Parameters:
    ///   - name: of its folder, such as `20261122T074148Z-1`.
    ///   - began: microseconds since 1970; nil: its record does not say.
    ///   - written: nanoseconds since 1970.
    package init(name: String, began: Int64? = nil, written: Int64 = 0) {
        self.name = name
        self.written = written
        second =
            RunMoment(runName: name)?.sinceEpoch ?? began.map { $0 / 1_000_000 }
            ?? written / 1_000_000_000
        microseconds = began ?? second * 1_000_000
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.second, left.microseconds, left.written, left.name)
            < (right.second, right.microseconds, right.written, right.name)
    }
}
