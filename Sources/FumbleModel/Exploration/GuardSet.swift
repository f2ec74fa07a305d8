/// Some of a fleet's guards, by their places in its file.
package struct GuardSet: Sendable, Hashable {
    private var bits: UInt64

    /// More guards than this one fleet has not.
    package static let most = 64

    package static let none = GuardSet(bits: 0)

    private init(bits: UInt64) {
        self.bits = bits
    }

    package init(_ places: some Sequence<Int>) {
        self.init(bits: places.reduce(0) { $0 | 1 << UInt64($1) })
    }

    package static func all(_ count: Int) -> GuardSet { GuardSet(0..<count) }

    package func contains(_ place: Int) -> Bool { bits & 1 << UInt64(place) != 0 }

    package func without(_ place: Int) -> GuardSet { GuardSet(bits: bits & ~(1 << UInt64(place))) }

    package func meeting(_ other: GuardSet) -> GuardSet { GuardSet(bits: bits & other.bits) }

    package var isEmpty: Bool { bits == 0 }

    package var places: [Int] { (0..<Self.most).filter(contains) }
}
