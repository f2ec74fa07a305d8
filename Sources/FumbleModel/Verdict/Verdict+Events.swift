extension Verdict {
    /// Whether it is known how many events there were: the end of a record says so.
    package var isCounted: Bool { !isCutOff }

    /// The events of all arms together.
    package var events: Int { arms.reduce(0) { $0 + $1.events } }

    /// One hash over the hashes of all arms, in the arms' order: 64-bit FNV-1a (of Fowler, Noll and
    /// Vo) over their bytes, the lowest first.
    package var eventsHash: UInt64 {
        arms.reduce(Self.offsetBasis) { hash, arm in
            stride(from: 0, to: UInt64.bitWidth, by: 8).reduce(hash) { hash, shift in
                (hash ^ (arm.eventsHash >> UInt64(shift) & 0xFF)) &* Self.prime
            }
        }
    }

    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
}
