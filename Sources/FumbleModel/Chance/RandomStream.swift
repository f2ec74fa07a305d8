/// A stream of random numbers for one purpose and one entity, derived from a seed and a name.
///
/// Streams of different names share nothing, so that adding a server or a guard shifts no other
/// draw. The generator is xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64 from the seed
/// and an FNV-1a hash of the name.
@usableFromInline
package struct RandomStream: RandomNumberGenerator, Sendable {
    @usableFromInline var a: UInt64
    @usableFromInline var b: UInt64
    @usableFromInline var c: UInt64
    @usableFromInline var d: UInt64

    package init(seed: UInt64, name: String) {
        self.init(seed: seed, nameHash: FNV.hash(name))
    }

    /// The same for a name that was hashed before.
    @inlinable
    package init(seed: UInt64, nameHash: UInt64) {
        var state = seed ^ nameHash
        a = Self.splitMix(&state)
        b = Self.splitMix(&state)
        c = Self.splitMix(&state)
        d = Self.splitMix(&state)
    }

    @inlinable
    package mutating func next() -> UInt64 {
        let scaled = b &* 5
        let result = ((scaled << 7) | (scaled >> 57)) &* 9
        let shifted = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = (d << 45) | (d >> 19)
        return result
    }

    /// A number from 0 up to but not including 1, on a grid of 2^-53.
    @inlinable
    package mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number above 0 and up to 1, on the same grid: one of which a logarithm can be taken.
    @inlinable
    package mutating func unitAboveZero() -> Double {
        Double((next() >> 11) + 1) * 0x1p-53
    }

    /// A number above 0 and below 1, on a grid of 2^-52 shifted by half a step.
    @inlinable
    package mutating func unitBetween() -> Double {
        (Double(next() >> 12) + 0.5) * 0x1p-52
    }

    /// A number from 0 up to but not including `bound`, each as likely (Lemire 2019, without the
    /// rejection step: the bias is below 2^-32 for bounds below 2^32).
    @inlinable
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a draw below \(bound)")
        return Int(UInt64(bound).multipliedFullWidth(by: next()).high)
    }

    /// The elements in a random order (Fisher and Yates).
    @inlinable
    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, below(last + 1))
        }
        return result
    }

    @inlinable
    static func splitMix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The FNV-1a hash of 64 bits (Fowler, Noll, Vo): the same on every machine, unlike `Hasher`.
@usableFromInline
package struct FNV: Sendable {
    @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

    package var value: UInt64 { state }

    @inlinable
    package init() {}

    package mutating func combine(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Mixes a whole word in one step: not FNV byte by byte, but as sensitive to order.
    @inlinable @inline(__always)
    package mutating func combine(_ word: UInt64) {
        state = (state ^ word) &* 0x0000_0100_0000_01B3
        state ^= state >> 29
    }

    package mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte) }
    }

    package static func hash(_ text: String) -> UInt64 {
        var hash = FNV()
        hash.combine(text)
        return hash.value
    }
}
